import { monthOfDay } from '../../../analytics/calendar.ts'
import { hash53 } from '../../../analytics/hash53.ts'
import { normalName } from '../../../datasets/normal-name.ts'
import { flagOf, intOf, type StageContext, type StageRow, textOf } from '../stage-context.ts'
import { clientOfRow } from './client-of-row.ts'

const FULL_DAY = 2400

/** A time log. Without an external id, equal rows all count: the how-manieth is part of the key. */
export const stageTimeLog: StageRow = (read, context) => {
  const { values } = read
  const client = clientOfRow(read, context)
  if (client === null) return null
  const day = intOf(values.date) ?? 0
  const hours = intOf(values.hours) ?? 0
  const externalId = textOf(values.external_id)
  const person = context.dictionary.person(textOf(values.staff_name) ?? '', textOf(values.staff_email))
  const row = {
    client_id: client,
    month: monthOfDay(day),
    day,
    external_id: externalId,
    person_id: person,
    project_id: context.dictionary.term('PROJECT', values.project_name),
    work_type: textOf(values.work_type),
    hours,
    rate: intOf(values.rate),
    cost_rate: intOf(values.cost_rate),
    billable: flagOf(values.billable) ?? 1,
    description: textOf(values.task_description),
  }
  const who = { name: textOf(values.staff_name) ?? '', email: textOf(values.staff_email) }
  checkPersonDay(read.row, context, person, day, hours)
  checkPerson(read.row, context, person, who)
  if (row.cost_rate !== null) checkStaffRate(context, staffRateOf(context, who), row.cost_rate)
  const content = Object.values(row).join('\x1f')
  const key = externalId === null ? hash53(content, 1) : hash53(`id:${externalId}`)
  const hash = hash53(content, 2)
  const occurrence = externalId === null ? (context.keys.note(key, hash, read.row)?.count ?? 1) : 0
  return { ...row, row: read.row, row_key: key, content_hash: hash, occurrence }
}

/** Who did the work, as the sheet names them. */
export interface NamedPerson {
  readonly name: string
  readonly email: string | null
}

export function checkPersonDay(row: number, context: StageContext, person: number, day: number, hours: number): void {
  const before = context.personDays.add(person, day, hours)
  if (before <= FULL_DAY && before + hours > FULL_DAY) {
    context.note(
      'WARNING',
      row,
      'PERSON_DAY_OVER_24',
      `With this row the person has ${(before + hours) / 100} hours on one day: check for entries that stand twice`,
      { column: 'hours', value: hours / 100 },
    )
  }
}

/** Once for each person: a million rows of one name need no million warnings. */
export function checkPerson(row: number, context: StageContext, person: number, { name, email }: NamedPerson): void {
  if (context.checkedPeople.has(person)) return
  context.checkedPeople.add(person)
  if (!context.staff.isAmbiguous(normalName(name), email?.toLowerCase() ?? null)) return
  context.note(
    'WARNING',
    row,
    'AMBIGUOUS_PERSON',
    `Two of the staff are called "${name}": without an e-mail address these hours belong to neither; add the address here and to later rows of this name`,
    { column: 'staff_name', value: name },
  )
}

/** What the staff list says an hour of a person costs; null: nothing. */
export const staffRateOf = (context: StageContext, { name, email }: NamedPerson): number | null =>
  context.staff.costRateOf(normalName(name), email?.toLowerCase() ?? null)

export function checkStaffRate(context: StageContext, known: number | null, costRate: number): void {
  if (known !== null && known !== costRate) context.inconsistent++
}
