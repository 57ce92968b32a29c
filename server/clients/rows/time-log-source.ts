import { sql } from 'kysely'
import { timeLogs } from '../../datasets/time-logs.ts'
import type { RowSource } from './row-source.ts'
import { termJoin } from './term-join.ts'

export const timeLogSource: RowSource = {
  dataset: timeLogs,
  table: 'time_log_row',
  key: ['month', 'day', 'snapshot', 'row'],
  names: {
    columns: sql`, project.label as project, person.name as person_name, person.email as person_email`,
    joins: sql`${termJoin('project', 'project_id')}
      left join person on person.organization_id = r.organization_id and person.id = r.person_id`,
  },
  values: {
    client: row => row.client_id || null,
    staff_name: row => row.person_name ?? null,
    staff_email: row => row.person_email || null,
    date: row => row.day ?? null,
    hours: row => row.hours ?? null,
    rate: row => row.rate ?? null,
    cost_rate: row => row.cost_rate ?? null,
    billable: row => row.billable === 1,
    work_type: row => row.work_type ?? null,
    project_name: row => row.project ?? null,
    task_description: row => row.description ?? null,
    external_id: row => row.external_id ?? null,
  },
}
