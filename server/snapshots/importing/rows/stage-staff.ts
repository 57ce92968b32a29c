import { hash53 } from '../../../analytics/hash53.ts'
import { normalName } from '../../../datasets/normal-name.ts'
import { intOf, type StageRow, textOf } from '../stage-context.ts'

/** A staff member, known by e-mail, else by name. */
export const stageStaff: StageRow = (read, context) => {
  const { values } = read
  const name = textOf(values.name) ?? ''
  const email = textOf(values.email)?.toLowerCase() ?? null
  const row = {
    name,
    normal_name: normalName(name),
    email,
    capacity: intOf(values.capacity_hours_per_week) ?? 4000,
    cost_rate: intOf(values.cost_rate),
    billing_rate: intOf(values.billing_rate),
    team_id: context.dictionary.term('TEAM', values.team),
    start_day: intOf(values.start_date),
    end_day: intOf(values.end_date),
  }
  return {
    ...row,
    row: read.row,
    row_key: context.staff.rowKeyOf(row.normal_name, email),
    content_hash: hash53(Object.values(row).join('\x1f')),
  }
}
