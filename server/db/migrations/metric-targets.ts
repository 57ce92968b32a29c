import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Targets of metrics, to compare with. */
export class MetricTargets extends Migration {
  override readonly name = '0003-metric-targets'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    const table = `create table metric_target (organization_id int not null references organization(id),
      metric text not null, client_id int not null, value text not null, updated_by int, updated_at int not null,
      primary key (organization_id, metric, client_id)) clustered`
    this.addSql(dialectSql(table, sqlite))
  }
}
