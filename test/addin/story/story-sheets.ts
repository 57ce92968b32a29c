type Rows = (string | number | null)[][]

/** Three exports of an invented firm as their tools write them. The invoices have a day that is none and a typo. */
export const clients: Rows = [
  ['Company Name', 'Market', 'Account manager'],
  ['Acme Dental', 'Healthcare', 'Zoe'],
  ['  Bolt Legal ', 'Legal', 'Zoe'],
  ['Cedar Schools', 'Education', null],
]

export const invoices: Rows = [
  ['Customer', 'Invoice #', 'Invoice Date', 'Amount', 'Ref'],
  ['Acme Dental', 'I-1', '2026-04-03', 4000, null],
  ['Acme Dental', 'I-2', '2026-05-04', 4000, null],
  ['Acme Dentall', 'I-3', '2026-06-03', 4200, 'typo of the tool'],
  ['Bolt Legal', 'I-4', '2026-04-05', 900, null],
  ['Bolt Legal', 'I-5', '2026-05-05', 900, null],
  ['Bolt Legal', 'I-6', '31.13.2026', 900, null],
  ['Cedar Schools', 'I-7', '2026-04-07', 2500, null],
  ['Cedar Schools', 'I-8', '2026-05-07', 2500, null],
  ['Cedar Schools', 'I-9', '2026-06-08', 2500, null],
]

export const timeEntries: Rows = [
  ['Work Date', 'Company', 'Technician', 'Hours', 'Cost Rate', 'Entry ID'],
  ...['2026-04', '2026-05', '2026-06'].flatMap((month, at) => [
    [`${month}-08`, 'Acme Dental', 'Petra Quillfeather', 6, 60, `T-${at}-1`],
    [`${month}-09`, 'Bolt Legal', 'Petra Quillfeather', 8, 60, `T-${at}-2`],
    [`${month}-10`, 'Bolt Legal', 'Petra Quillfeather', 8 + at, 60, `T-${at}-3`],
    [`${month}-11`, 'Cedar Schools', 'Petra Quillfeather', 5, 60, `T-${at}-4`],
  ]),
]

/** What comes a week later: an invoice more for the worst client. */
export const moreInvoices: Rows = [
  ['Customer', 'Invoice #', 'Invoice Date', 'Amount', 'Ref'],
  ['Bolt Legal', 'I-10', '2026-06-20', 1100, 'project'],
]
