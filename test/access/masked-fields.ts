import { rules } from './rule-book.ts'

/** Fields with a rule of their own, "Client.contactEmail", the root fields aside. */
export const maskedFields: readonly string[] = [...rules.keys()].filter(
  subject => subject.includes('.') && !/^(Query|Mutation|Subscription)\./.test(subject),
)

/** How a thing of a type is come by; a type that is missing here fails the tests. */
const ways: Readonly<Record<string, (selection: string, ids: Readonly<Record<string, string>>) => string>> = {
  Client: (selection, ids) => `node(id: "${ids.Client}") { ... on Client { ${selection} } }`,
  TimeLog: (selection, ids) => `node(id: "${ids.TimeLog}") { ... on TimeLog { ${selection} } }`,
  License: selection => `client(name: "Acme Dental") { licenses { nodes { ${selection} } } }`,
  AuditEvent: (selection, ids) => `node(id: "${ids.AuditEvent}") { ... on AuditEvent { ${selection} } }`,
  InvoiceLine: selection => `client(name: "Acme Dental") { invoices { nodes { lines { ${selection} } } } }`,
  RowIssue: selection => `snapshots(first: 20) { nodes { issues(first: 5) { nodes { ${selection} } } } }`,
  RowChange: selection => `snapshots(first: 20) { nodes { diff(first: 5) { nodes { ${selection} } } } }`,
  User: (selection, ids) => `node(id: "${ids.User}") { ... on User { ${selection} } }`,
}

const written: Readonly<Record<string, (field: string, type: string) => string>> = {
  plain: field => field,
  alias: field => `other: ${field}`,
  fragment: () => '...Asked',
  inline: (field, type) => `... on ${type} { ${field} }`,
  directive: field => `${field} @include(if: true)`,
  twice: field => `${field} again: ${field}`,
}
export const spellings = Object.keys(written)

/** A document with a masked field in every way it can be written, each under an alias of its own. */
export function spelledFields(subject: string, ids: Readonly<Record<string, string>>): string {
  const [type = '', field = ''] = subject.split('.')
  const way = ways[type]
  if (!way) throw new Error(`Say in test/access/masked-fields.ts how a ${type} is come by: ${subject} has a rule`)
  const fields = Object.entries(written).map(([name, write]) => `${name}: ${way(write(field, type), ids)}`)
  return `query { ${fields.join(' ')} } fragment Asked on ${type} { ${field} }`
}

/** Every value of an answer that stands where a field was asked for: the only texts, numbers and objects of it. */
export function leavesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leavesOf)
  return [value]
}
