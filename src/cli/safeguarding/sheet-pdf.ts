import { createRequire } from "node:module";
import type { Sheet } from "../../start/kotak-suara/sheet.ts";

/** What of pdfmake is used; it comes without types. */
type PdfMake = {
  setFonts(fonts: Record<string, Record<"normal" | "bold", string>>): void;
  setUrlAccessPolicy(allowed: (url: string) => boolean): void;
  setLocalAccessPolicy(allowed: (path: string) => boolean): void;
  createPdf(definition: object): { getBuffer(): Promise<Buffer> };
};

const require = createRequire(import.meta.url);
const COLUMNS = 4;

/** A sheet as one page of A4. Nothing but two fonts is ever read for it. */
export async function sheetPdf({ title, lines, codes, notes }: Sheet): Promise<Buffer> {
  const maker = require("pdfmake") as PdfMake;
  const normal = require.resolve("pdfmake/fonts/Roboto/Roboto-Regular.ttf");
  const bold = require.resolve("pdfmake/fonts/Roboto/Roboto-Medium.ttf");
  maker.setFonts({ Roboto: { normal, bold } });
  maker.setUrlAccessPolicy(() => false);
  maker.setLocalAccessPolicy((path) => path === normal || path === bold);
  const cells = codes.map((code, at) => ({ text: [`${at + 1}.  `, { text: code, bold: true, fontSize: 11 }] }));
  const rows = Array.from({ length: Math.ceil(cells.length / COLUMNS) }, (_, row) =>
    Array.from({ length: COLUMNS }, (_, column) => cells[row * COLUMNS + column] ?? ""),
  );
  return maker
    .createPdf({
      pageSize: "A4",
      pageMargins: [42, 42, 42, 42],
      // Neither title nor name: what a PDF says of itself is shown in lists of files.
      info: { creator: "Rukun", producer: "Rukun" },
      defaultStyle: { font: "Roboto", fontSize: 10, lineHeight: 1.2 },
      content: [
        { text: title, fontSize: 17, bold: true },
        { stack: [...lines], margin: [0, 4, 0, 14] },
        {
          table: { headerRows: 0, widths: rows[0]?.map(() => "*"), body: rows },
          layout: "lightHorizontalLines",
          margin: [0, 0, 0, 14],
        },
        { ul: [...notes] },
      ],
    })
    .getBuffer();
}
