import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "../../src/analytics/index.ts";

test.each([
  [["a", 1, null, true], "a,1,,true"],
  [['Ibu "Sari"', "x,y", "two\nlines"], '"Ibu ""Sari""","x,y","two\nlines"'],
  [["=1+1", "+62812", "-5", "@sum", " =1", "\tx"], "'=1+1,'+62812,'-5,'@sum,' =1,'\tx"],
  [["=a,b"], `"'=a,b"`],
  [[-5, 150_000], "-5,150000"],
])("%j is one record", (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

/** As RFC 4180 has it: one record. */
function read(line: string): string[] {
  const cells = [...`${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

test("whatever stands in the cells, a reader gets it back, and nothing that is calculated", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2 }), (cells) => {
      const back = read(csvLine(cells));
      expect(back.map((cell, at) => (cell === cells[at] ? cell : cell.slice(1)))).toEqual(cells);
      for (const cell of back) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
