/** What a viewer may not see of an MSP: costs, rates, people, contacts, budgets, and what colleagues keep for themselves. */
export interface Hidden {
  readonly names: readonly [string, string]
  readonly costRates: readonly [number, number]
  readonly billingRates: readonly [number, number]
  readonly seatCosts: readonly [number, number]
  readonly unitCost: number
  readonly contact: string
  readonly phone: string
  readonly manager: string
  readonly budget: number
  readonly marginTarget: number
  /** A cell of a cost column that is no number. */
  readonly mistake: string
  readonly comment: string
}

/** Two MSPs differ in all of it; numbers are of different lengths, signs of rounding included. */
export const oneMsp: Hidden = {
  names: ['Petra Quillfeather', 'Ken Other'],
  costRates: [62.37, 41.5],
  billingRates: [151.19, 120],
  seatCosts: [18.71, 9.13],
  unitCost: 41.77,
  contact: 'frontdesk@acme.example',
  phone: '+1 555 777 1111',
  manager: 'Zoe Secretperson',
  budget: 2500,
  marginTarget: 55,
  mistake: 'sixty',
  comment: 'Looks plausible to me',
}

export const otherMsp: Hidden = {
  names: ['Otto Brandt-Vermeulen', 'Ada Li'],
  costRates: [7, 1199.95],
  billingRates: [88, 1010.1],
  seatCosts: [2, 140.25],
  unitCost: 3,
  contact: 'x@y.example',
  phone: '+49 30 1234567',
  manager: 'Bo Li',
  budget: 990000,
  marginTarget: 3.5,
  mistake: 'a hundred and something',
  comment: 'Zoe should check this once more before we believe it',
}

/** The sheets of an MSP, in the order they are uploaded; what a viewer may see is the same whatever is hidden. */
export function sheetsOf({
  names,
  costRates,
  billingRates,
  seatCosts,
  ...hidden
}: Hidden): readonly [string, string][] {
  const [petra, ken] = names
  const emailOf = (name: string) => `${name.split(' ')[0]?.toLowerCase()}@msp.example`
  const log = (client: string, person: 0 | 1, day: string, hours: number, work: string, id: string) =>
    [
      client,
      names[person],
      emailOf(names[person]),
      day,
      hours,
      billingRates[person],
      costRates[person],
      work,
      `Work ${id}`,
      id,
    ].join(',')
  const logs = ['01', '02', '03', '04', '05', '06'].flatMap((month, i) => [
    log('Acme Dental', 0, `2026-${month}-04`, 2.5 + i, 'reactive', `A${month}`),
    log('Acme Dental', 1, `2026-${month}-09`, 4, 'project', `B${month}`),
    log('Bolt Legal', 1, `2026-${month}-11`, 3 + 2 * i, 'project', `C${month}`),
    log('', 0, `2026-${month}-12`, 1, 'internal', `D${month}`),
  ])
  const invoices = ['01', '02', '03', '04', '05', '06'].flatMap((month, i) => [
    `Acme Dental,I-A${month},2026-${month}-01,2026-${month}-28,USD,${i === 5 ? 'pending' : 'paid'},${1000 + 10 * i}.00,,,managed,"[{""description"":""Seats"",""quantity"":10,""unit_price"":${100 + i},""unit_cost"":${hidden.unitCost}}]"`,
    `Bolt Legal,I-B${month},2026-${month}-02,2026-${month}-28,USD,${i === 4 ? 'overdue' : 'paid'},${700 - 20 * i}.50,,,project,`,
  ])
  return [
    [
      'clients',
      `name,external_id,industry,contact_email,contact_phone,since,Account manager
Acme Dental,C-1,Healthcare,${hidden.contact},${hidden.phone},2021-04-01,${hidden.manager}
Bolt Legal,C-2,Legal,b${hidden.contact},,2022-02-01,${hidden.manager}
Cedar Schools,C-3,Education,,,,
`,
    ],
    [
      'staff',
      `name,email,capacity,cost_rate,billing_rate,team
${petra},${emailOf(petra)},40,${costRates[0]},${billingRates[0]},Service desk
${ken},${emailOf(ken)},38,${costRates[1]},${billingRates[1]},Projects
`,
    ],
    [
      'invoices',
      `client,invoice_number,date,due_date,currency,status,subtotal,tax_amount,total_amount,service_line,lines_json
${invoices.join('\n')}
`,
    ],
    [
      'time_logs',
      `client,staff_name,staff_email,date,hours,rate,cost_rate,work_type,task_description,external_id
${logs.join('\n')}
`,
    ],
    [
      'licenses',
      `client,product,vendor,seats_purchased,seats_used,seats_billed,cost_per_seat,billing_period,start_date,external_id
Acme Dental,Microsoft 365,Microsoft,10,7,9,${seatCosts[0]},monthly,2026-01-01,L-1
Bolt Legal,Backup,Veeam,5,5,5,${seatCosts[1]},monthly,2026-01-01,L-2
`,
    ],
    [
      'budgets',
      `month,measure,client,amount
2026-06,revenue,Acme Dental,${hidden.budget}
2026-05,revenue,Bolt Legal,${hidden.budget + 1}
2026-06,hours,Acme Dental,${Math.round(hidden.budget / 100)}
`,
    ],
    // Mistakes in hidden columns: what is said about them may not say the cells.
    [
      'time_logs',
      `client,staff_name,staff_email,date,hours,rate,cost_rate,work_type,task_description,external_id
Acme Dental,${petra},${emailOf(petra)},2026-06-20,1,${hidden.mistake},${costRates[0]},reactive,Work E,E1
Acme Dental,${petra},${emailOf(petra)},2026-06-21,99,${billingRates[0]},${hidden.mistake},reactive,Work F,F1
`,
    ],
    [
      'licenses',
      `client,product,vendor,seats_purchased,seats_used,seats_billed,cost_per_seat,billing_period,start_date,external_id
Acme Dental,Antivirus,Sentinel,10,7,9,${hidden.mistake},monthly,2026-01-01,L-3
Acme Dental,Mail filter,Sentinel,10,7,9,${seatCosts[1]},monthly,2026-01-01,L-4
`,
    ],
  ]
}
