import readExcelFile from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { type Collected, documentOf, textOf } from "../../../src/documents/index.ts";
import { pointsOf, svgOf } from "../../../src/documents/render/drawing.ts";

const columns: Collected["sections"][number]["columns"] = [
  { key: "no", label: "No", kind: "ordinal", lead: " " },
  { key: "village", label: "Desa", kind: "text", lead: ", " },
  { key: "people", label: "Orang", kind: "number" },
  { key: "year", label: "Tahun", kind: "ordinal" },
];
const rows = [{ cells: [1433, "Sumberejo", 1433, 2026] }, { cells: [1434, "Karangsari", -1_250_000, 2027] }];
const statement: Collected = {
  name: "sheet",
  title: "Daftar",
  unit: "Melati",
  period: "2026",
  facts: [],
  sections: [{ columns, rows }],
  notes: [],
  signatures: [],
  frame: {
    lang: "id",
    madeAt: Date.UTC(2026, 10, 21),
    made: "Dibuat",
    labels: { title: "Judul", unit: "Unit", period: "Masa", note: "Catatan" },
    page: (page, pages) => `${page}/${pages}`,
    date: (iso) => iso,
  },
};
const text = (format: "txt" | "csv") => [...textOf(statement, format)].join("");

describe("figures of a document", () => {
  it("have dots where something is counted, and none where a number is a name or a year", () => {
    expect(text("txt")).toContain("No 1433, Sumberejo\nOrang: 1.433\nTahun: 2026\n");
    expect(text("txt")).toContain("No 1434, Karangsari\nOrang: -1.250.000\nTahun: 2027\n");
  });

  it("have dots beside a drawing, too", () => {
    const svg = svgOf("bars", pointsOf(columns, rows, { kind: "bars", label: 1, value: 2 }, statement.frame));
    expect(svg).toContain(">1.433</text>");
  });

  it("stay bare for a program", () => {
    expect(text("csv")).toContain("1433,Sumberejo,1433,2026\r\n1434,Karangsari,-1250000,2027\r\n");
  });

  it("are numbers in a workbook, which shows them in the way of the one who opens it", async () => {
    const file = await documentOf(statement, "xlsx");
    const [sheet] = await readExcelFile(file);
    expect(sheet?.data.slice(5)).toContainEqual([1433, "Sumberejo", 1433, 2026]);
  });
});
