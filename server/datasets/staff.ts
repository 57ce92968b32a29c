import { type Dataset, numberOf, text } from './dataset.ts'

export const staff: Dataset = {
  kind: 'STAFF',
  name: 'staff',
  title: 'Staff',
  description: 'The people who do the work: capacity, what an hour of theirs costs and is billed at.',
  naturalKey: [['email'], ['name']],
  periodColumn: null,
  keepsUnmapped: false,
  checks: [
    {
      code: 'END_BEFORE_START',
      severity: 'ERROR',
      description: 'end_date is not before start_date',
      test: values => {
        const start = numberOf(values, 'start_date')
        const end = numberOf(values, 'end_date')
        return start !== null && end !== null && end < start
          ? { column: 'end_date', message: 'The person leaves before they start' }
          : null
      },
    },
  ],
  columns: [
    {
      name: 'name',
      title: 'Name',
      type: text(300),
      required: true,
      description: 'The name used in time logs.',
      example: 'Maya Lopez',
      aliases: [
        'staff name',
        'full name',
        'employee',
        'employee name',
        'technician',
        'tech',
        'member',
        'resource',
        'resource name',
        'staff',
        'user',
        'display name',
      ],
      scope: 'staff:read',
    },
    {
      name: 'email',
      title: 'E-mail',
      type: { kind: 'email' },
      description: 'Finds the person in time logs before the name does.',
      example: 'maya@msp.example',
      aliases: ['e-mail', 'email address', 'staff email', 'work email', 'mail', 'user email'],
      scope: 'staff:read',
    },
    {
      name: 'capacity_hours_per_week',
      title: 'Capacity (hours a week)',
      type: { kind: 'hours' },
      blank: 4000,
      description: 'Hours a week the person can work. Blank means 40.',
      example: '40',
      aliases: ['capacity', 'hours per week', 'weekly hours', 'weekly capacity', 'contract hours', 'capacity hours'],
      range: { min: 0, max: 16800 },
    },
    {
      name: 'cost_rate',
      title: 'Cost rate',
      type: { kind: 'money' },
      description: 'What an hour costs the MSP, in the base currency. 0 is a rate.',
      example: '62.00',
      aliases: ['hourly cost', 'cost per hour', 'labor cost rate', 'labour cost rate', 'burden rate', 'internal rate'],
      scope: 'cost:read',
      range: { min: 0 },
    },
    {
      name: 'billing_rate',
      title: 'Billing rate',
      type: { kind: 'money' },
      description: 'What an hour is billed at, in the base currency.',
      example: '150.00',
      aliases: ['rate', 'bill rate', 'hourly rate', 'billable rate', 'charge rate'],
      scope: 'cost:read',
      range: { min: 0 },
    },
    {
      name: 'team',
      title: 'Team',
      type: text(200),
      description: 'For grouping.',
      example: 'Service desk',
      aliases: ['department', 'group', 'squad', 'service board', 'business unit'],
    },
    {
      name: 'start_date',
      title: 'Start date',
      type: { kind: 'date' },
      description: 'The first working day; blank: since ever.',
      example: '2022-02-01',
      aliases: ['hire date', 'start', 'joined', 'hired', 'date hired', 'employment start'],
    },
    {
      name: 'end_date',
      title: 'End date',
      type: { kind: 'date' },
      description: 'The last working day; blank: still here.',
      example: '2026-09-30',
      aliases: ['termination date', 'end', 'left', 'leave date', 'employment end'],
    },
  ],
}
