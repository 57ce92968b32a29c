import { type Role, roles, type Scope, scopes, scopesOfRole } from '../../server/access/policy.ts'
import { settings } from '../../server/config.ts'
import type { Column, Dataset } from '../../server/datasets/dataset.ts'
import { datasets } from '../../server/datasets/datasets.ts'
import { Catalogue } from '../../server/metrics/catalogue/catalogue.ts'

/** The tables of README.md, made from what the product declares; the test holds the README to them. */
export const readmeTables = (): Readonly<Record<string, string>> => ({
  datasets: table(
    ['Dataset', 'Columns (**required**)', 'Rows are the same by'],
    datasets.map(dataset => [`\`${dataset.name}\``, dataset.columns.map(columnName).join(', '), keyText(dataset)]),
  ),
  metrics: table(
    ['Metric', 'Meaning', 'Formula', 'Unit', 'Needs'],
    metricDefinitions().map(({ key, name, formula, unit, scope }) => [
      `\`${key}\``,
      name,
      formula === key ? '' : `\`${formula.replaceAll('|', '\\|')}\``,
      unit.toLowerCase().replaceAll('_', ' '),
      scope,
    ]),
  ),
  roles: table(
    ['Scope', ...roles.map(title)],
    scopes.map(scope => [`\`${scope}\``, ...roles.map(role => (mayDo(role, scope) ? 'yes' : ''))]),
  ),
  configuration: table(
    ['Variable', 'Default', 'What it does'],
    Object.values(settings).map(({ variable, description, schema }) => [
      `\`${variable}\``,
      defaultText(schema),
      description,
    ]),
  ),
})

const table = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

const columnName = (column: Column): string => (column.required ? `**${column.name}**` : column.name)

const keyText = ({ naturalKey }: Dataset): string =>
  naturalKey
    .map(columns => (columns[0] === 'content' ? 'all cells and the occurrence' : columns.join(' + ')))
    .join(', else ')

function metricDefinitions() {
  const catalogue = new Catalogue()
  return catalogue.keys().flatMap(key => catalogue.find(key)?.definition ?? [])
}

const title = (role: Role): string => role.charAt(0) + role.slice(1).toLowerCase()
const mayDo = (role: Role, scope: Scope): boolean => scopesOfRole[role].includes(scope)

function defaultText(schema: { safeParse: (value: unknown) => { success: boolean; data?: unknown } }): string {
  const value = schema.safeParse(undefined).data
  if (value === null || value === undefined) return schema.safeParse('off').success ? 'off' : 'unset'
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',')
  return `\`${value}\``
}
