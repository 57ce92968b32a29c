import { Migration } from '@mikro-orm/migrations'
import { dialectSql } from './dialect-sql.ts'

/** Time logs by person, type of work and month, filled with what each snapshot so far brought and took away. */
export class TimeByPerson extends Migration {
  override readonly name = '0006-time-by-person'

  override up(): void {
    const sqlite = this.driver.constructor.name === 'SqliteDriver'
    for (const statement of statements) this.addSql(dialectSql(statement, sqlite))
  }
}

const sums = {
  rows: '1',
  hours: 'hours',
  billable_hours: 'hours * billable',
  cost: 'hours * coalesce(cost_rate, 0)',
  value: 'hours * billable * coalesce(rate, 0)',
  cost_rows: 'case when cost_rate is null then 1 else 0 end',
  cost_hours: 'case when cost_rate is null then hours else 0 end',
  billing_cost: 'case when cost_rate is null then hours * coalesce(rate, 0) else 0 end',
  bare_rows: 'case when cost_rate is null and rate is null then 1 else 0 end',
  value_rows: 'case when rate is null then billable else 0 end',
  value_hours: 'case when rate is null then hours * billable else 0 end',
}
const names = Object.keys(sums)
const change = (sign: '' | '-', snapshot: string) =>
  `select organization_id, month, person_id, coalesce(work_type, '') as work_type, ${snapshot} as snapshot,
    ${Object.entries(sums)
      .map(([name, expression]) => `${sign}(${expression}) as ${name}`)
      .join(', ')} from time_log_row where ${snapshot} is not null`

const statements = [
  `create table time_person_month (organization_id int not null, month int not null, person_id int not null,
    work_type text not null, snapshot int not null, ${names.map(name => `${name} int not null`).join(', ')},
    primary key (organization_id, month, person_id, work_type, snapshot)) clustered`,
  `insert into time_person_month (organization_id, month, person_id, work_type, snapshot, ${names.join(', ')})
    select organization_id, month, person_id, work_type, snapshot, ${names.map(name => `sum(${name})`).join(', ')}
    from (${change('', 'snapshot')} union all ${change('-', 'superseded_by')}) as moved
    group by organization_id, month, person_id, work_type, snapshot
    having ${names.map(name => `sum(${name}) <> 0`).join(' or ')}`,
]
