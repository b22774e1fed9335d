import type Sqlite from "better-sqlite3";

export const PER = ["kg", "piece", "bundle", "litre", "sack"] as const;

export type Price = {
  commodity: string;
  per: (typeof PER)[number];
  /** Rupiah. */
  price: number;
  market: string;
  /** YYYY-MM-DD. */
  onDate: string;
};

/** Commodities are looked for as they are written, in small letters. */
export const plainCommodity = (text: string): string => text.toLowerCase().replaceAll(/\s+/gu, " ").trim();

/** The price board: only ever added to. */
export class Prices {
  private readonly sql: ReturnType<typeof prepare>;

  constructor(sqlite: Sqlite.Database) {
    this.sql = prepare(sqlite);
  }

  add(given: Price & { id: string; programme: string; byPerson: string; at: number }): void {
    this.sql.add.run({ ...given, commodity: plainCommodity(given.commodity) });
  }

  /** The newest price of each commodity on each market, newest first; of one commodity where it is named. */
  newest(programme: string, from: string, most: number, commodity?: string): Price[] {
    const wanted = commodity === undefined ? null : plainCommodity(commodity);
    return this.sql.newest.all({ programme, from, most, commodity: wanted }) as Price[];
  }
}

function prepare(sqlite: Sqlite.Database) {
  return {
    add: sqlite.prepare(
      `INSERT INTO market_price (id, programme, commodity, per, price, market, on_date, by_person, at)
       VALUES (:id, :programme, :commodity, :per, :price, :market, :onDate, :byPerson, :at)`,
    ),
    newest: sqlite.prepare(
      `SELECT m.commodity, m.per, m.price, m.market, m.on_date AS onDate FROM market_price m
       WHERE m.programme = :programme AND m.on_date >= :from
         AND (:commodity IS NULL OR instr(m.commodity, :commodity) > 0)
         AND NOT EXISTS (SELECT 1 FROM market_price n WHERE n.programme = m.programme AND n.commodity = m.commodity
           AND n.per = m.per AND lower(n.market) = lower(m.market) AND (n.on_date, n.at, n.id) > (m.on_date, m.at, m.id))
       ORDER BY m.on_date DESC, m.commodity, m.market LIMIT :most`,
    ),
  };
}
