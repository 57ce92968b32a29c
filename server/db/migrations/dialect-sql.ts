/**
 * A statement of a migration in the words of a dialect. `int` is INTEGER on SQLite and bigint on PostgreSQL; on SQLite
 * all tables are STRICT, and those that end in `clustered` are clustered by their key (WITHOUT ROWID).
 */
export const dialectSql = (statement: string, sqlite: boolean): string =>
  statement
    .replace(/\bserial\b/g, sqlite ? 'integer primary key autoincrement' : 'bigserial primary key')
    .replace(/\bint\b/g, sqlite ? 'integer' : 'bigint')
    .replace(/\) clustered$/, sqlite ? ') strict, without rowid' : ')')
    .replace(/\) plain$/, sqlite ? ') strict' : ')')
