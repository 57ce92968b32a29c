/** Small sheets of one MSP that touch every kind of row that belongs to a client. */
export const sampleSheets = {
  clients: `name,external_id,industry,contact_email,contact_phone,since,Account manager
Acme Dental,C-1,Healthcare,frontdesk@acme.example,+1 555 777 1111,2021-04-01,Zoe Secretperson
Bolt Legal,C-2,Legal,frontdesk@bolt.example,+1 555 777 2222,2022-02-01,Zoe Secretperson
Cedar Schools,C-3,Education,frontdesk@cedar.example,+1 555 777 3333,,Zoe Secretperson
`,
  staff: `name,email,cost_rate,billing_rate,team
Petra Quillfeather,petra@msp.example,62.37,151.19,Service desk
`,
  invoices: `client,invoice_number,date,due_date,currency,status,subtotal,tax_amount,total_amount,lines_json
Acme Dental,I-1,2026-05-01,2026-05-31,USD,paid,1000.00,80.00,1080.00,"[{""description"":""Seats"",""quantity"":10,""unit_price"":100,""tax_rate"":0.08,""unit_cost"":41.77}]"
Acme Dental,I-2,2026-06-01,2026-06-30,USD,pending,500.50,,,
Bolt Legal,I-3,2026-06-02,2026-06-30,USD,overdue,700.00,,,
`,
  time_logs: `client,staff_name,staff_email,date,hours,rate,cost_rate,work_type,task_description,external_id
Acme Dental,Petra Quillfeather,petra@msp.example,2026-05-04,2.5,151.19,62.37,reactive,Restored mailbox,T-1
Acme Dental,Petra Quillfeather,petra@msp.example,2026-06-04,1,151.19,62.37,reactive,Printer,T-2
Bolt Legal,Petra Quillfeather,petra@msp.example,2026-06-05,3,151.19,62.37,project,Migration,T-3
,Petra Quillfeather,petra@msp.example,2026-06-06,1,,62.37,internal,Training,T-4
`,
  licenses: `client,product,vendor,seats_purchased,seats_used,cost_per_seat,billing_period,start_date,external_id
Acme Dental,Microsoft 365,Microsoft,10,7,18.71,monthly,2026-01-01,L-1
Bolt Legal,Backup,Veeam,5,5,9.13,monthly,2026-01-01,L-2
`,
} as const

/** Cells of the sheets that a viewer without cost, contact and staff scopes must never meet, in any notation. */
export const secrets = [
  'frontdesk@',
  '555 777',
  '5557771111',
  'Zoe Secretperson',
  'Petra',
  'petra@',
  '62.37',
  '6237',
  '151.19',
  '15119',
  '41.77',
  '18.71',
  '1871',
  '9.13',
]

/** A text without moments and durations: "…:41.773Z" is not the rate 41.77. */
export const withoutClock = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '').replaceAll(/durationMs"?:\s*[\d.e-]+/g, '')
