import type { DatasetKind } from '../../api/operations/upload.gen.ts'

export interface ExportTool {
  readonly key: string
  readonly name: string
  readonly steps: readonly ExportStep[]
}

export interface ExportStep {
  readonly dataset: DatasetKind
  /** Where it is in the tool. Menus differ between versions, so names are few and what to look for is said. */
  readonly how: string
}

/** What to export from which tool. Headings are understood as the tool writes them. */
export const exportTools: readonly ExportTool[] = [
  {
    key: 'connectwise',
    name: 'ConnectWise PSA',
    steps: [
      { dataset: 'CLIENTS', how: 'Companies: list those that are customers, and use the export button of the list.' },
      { dataset: 'INVOICES', how: 'Finance, Invoice Search: search the last 12 months, and export the list.' },
      {
        dataset: 'TIME_LOGS',
        how: 'The list or report of time entries of the last 12 months, with company, member, date and hours.',
      },
      { dataset: 'STAFF', how: 'The list of members, with hourly cost if you keep it there.' },
    ],
  },
  {
    key: 'autotask',
    name: 'Autotask PSA',
    steps: [
      { dataset: 'CLIENTS', how: 'The search of companies of type customer: export the grid.' },
      { dataset: 'INVOICES', how: 'The invoice history of the last 12 months: export the grid.' },
      { dataset: 'TIME_LOGS', how: 'A report of worked hours of the last 12 months, with company, resource and date.' },
      { dataset: 'STAFF', how: 'The list of resources, with internal cost if you keep it there.' },
    ],
  },
  {
    key: 'halopsa',
    name: 'HaloPSA',
    steps: [
      { dataset: 'CLIENTS', how: 'The list of customers: export it, or a report of customers.' },
      { dataset: 'INVOICES', how: 'The list of invoices of the last 12 months, or a report of them, as CSV.' },
      {
        dataset: 'TIME_LOGS',
        how: 'A report of timesheet entries of the last 12 months, with client, agent, date and hours.',
      },
    ],
  },
  {
    key: 'quickbooks',
    name: 'QuickBooks',
    steps: [
      { dataset: 'CLIENTS', how: 'The list of customers: the export button above the list.' },
      {
        dataset: 'INVOICES',
        how: 'Reports: the list of invoices or of transactions of the last 12 months, exported to Excel or CSV.',
      },
    ],
  },
  {
    key: 'xero',
    name: 'Xero',
    steps: [
      { dataset: 'CLIENTS', how: 'Contacts: those that are customers, exported.' },
      {
        dataset: 'INVOICES',
        how: 'Invoices: filter the last 12 months, and export; the file has a line for each item.',
      },
    ],
  },
  {
    key: 'licenses',
    name: 'Pax8, Microsoft 365',
    steps: [
      { dataset: 'LICENSES', how: 'Pax8: the list of subscriptions of all companies, with quantity and partner cost.' },
      {
        dataset: 'LICENSES',
        how: 'Microsoft 365 admin centre of each customer: the list of licences bought and assigned; add a column with the customer.',
      },
    ],
  },
  {
    key: 'other',
    name: 'Something else',
    steps: [
      { dataset: 'CLIENTS', how: 'Any list with a name on each row.' },
      {
        dataset: 'INVOICES',
        how: 'Client, invoice number, date and amount; a line for each invoice or for each item.',
      },
      { dataset: 'TIME_LOGS', how: 'Client, person, date and hours; a cost rate if you have one.' },
      { dataset: 'LICENSES', how: 'Client, product and seats bought; seats used and cost, to see waste.' },
      { dataset: 'STAFF', how: 'Name, hours a week and hourly cost: without it work costs what it is billed at.' },
    ],
  },
]
