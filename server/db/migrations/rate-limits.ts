import { Migration } from '@mikro-orm/migrations'

/** Counts of requests that many server processes share. Nothing of it has to outlive a crash. */
export class RateLimits extends Migration {
  override readonly name = '0010-rate-limits'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    const columns = (whole: string, long: string) =>
      `rate_limit (key text not null primary key, points ${whole} not null, expire ${long} not null)`
    this.addSql(
      sqlite
        ? `create table ${columns('integer', 'integer')} strict, without rowid`
        : `create unlogged table ${columns('integer', 'bigint')}`,
    )
  }
}
