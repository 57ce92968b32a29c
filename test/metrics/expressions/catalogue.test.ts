import { expect, test } from 'vitest'
import { Catalogue } from '../../../server/metrics/catalogue/catalogue.ts'
import type { MetricDefinition } from '../../../server/metrics/metric-table.ts'

const custom = (formulas: Record<string, string>) =>
  new Catalogue(
    Object.entries(formulas).map(([key, formula]) => ({
      key,
      formula,
      version: 1,
      name: key,
      description: '',
      direction: 'NONE',
      minimumSample: 1,
      benchmarks: [],
      custom: true,
    })),
  )
const definition = (formula: string): MetricDefinition => custom({ mine: formula }).find('mine')!.definition

test('every metric has a name, a description, a formula, a unit and something to group by', () => {
  const catalogue = new Catalogue()
  for (const key of catalogue.keys()) {
    const metric = catalogue.find(key)!.definition
    expect([metric.key, metric.name, metric.description.length > 20, metric.formula]).toEqual([
      key,
      expect.stringMatching(/./),
      true,
      expect.stringMatching(/./),
    ])
    expect([key, metric.dimensions.includes('MONTH'), metric.inputs.every(input => catalogue.find(input))]).toEqual([
      key,
      true,
      true,
    ])
  }
})

test('metrics of money that a Viewer may see are those of invoices alone', () => {
  const catalogue = new Catalogue()
  const open = catalogue
    .keys()
    .map(key => catalogue.find(key)!.definition)
    .filter(metric => metric.scope === 'data:read' && metric.unit.startsWith('MONEY'))
  expect(open.map(metric => metric.key).sort()).toEqual(
    ['average_invoice', 'billed', 'effective_rate_gross', 'overdue', 'paid', 'revenue', 'tax'].sort(),
  )
})

test.each([
  ['revenue - labour_cost', 'MONEY'],
  ['revenue / hours', 'MONEY_PER_HOUR'],
  ['license_cost / seats_used', 'MONEY_PER_SEAT'],
  ['billed / invoice_count', 'MONEY'],
  ['pct(hours, available_hours)', 'PERCENT'],
  ['revenue / billable_value', 'RATIO'],
  ['hours / seats_used', 'RATIO'],
  ['effective_rate_gross * hours', 'MONEY'],
  ['gross_margin_pct - service_margin_pct', 'PERCENT'],
  ['gross_margin_pct / 2', 'PERCENT'],
  ['trend_pct(revenue)', 'PERCENT_PER_MONTH'],
  ['max(0, revenue - billed)', 'MONEY'],
  ['invoice_count * 2', 'COUNT'],
  ['-revenue', 'MONEY'],
] as const)('the unit of %s is %s', (formula, unit) => {
  expect(definition(formula).unit).toBe(unit)
})

test.each([
  ['revenue + hours', 'money + hours has no meaning'],
  ['pct(revenue, hours)', 'money in % of hours has no meaning'],
  ['revenue * revenue', 'its unit would be money^2'],
  ['revenue - 100', 'money - a number has no meaning'],
  ['gross_margin_pct * revenue', 'a percentage goes only with numbers and its like'],
  ['1 + 2', 'it is a number without any measure'],
  ['profit / 2', 'there is no measure or metric "profit"'],
  ['hhi(growth_pct(revenue))', 'hhi cannot be taken of a trend, growth or share'],
  ['hhi(hhi)', 'hhi cannot be taken of a trend, growth or share'],
])('%s is refused: %s', (formula, message) => {
  expect(() => definition(formula)).toThrow(message)
})

test('a formula that comes back to itself is refused', () => {
  expect(() => custom({ a: 'b / 2', b: 'a * 2' }).find('a')).toThrow('it comes back to itself by a, b')
})

test('a metric of one’s own is cost where any input is, and groups by what all inputs group by', () => {
  const { scope, dimensions, inputs } = custom({
    margin: 'revenue - labour_cost',
    per_seat: 'margin / seats_used',
  }).find('per_seat')!.definition
  expect([scope, dimensions, inputs]).toEqual([
    'cost:read',
    ['CLIENT', 'INDUSTRY', 'MONTH', 'QUARTER', 'YEAR'],
    ['margin', 'seats_used'],
  ])
})

test('what compares clients does not group by CLIENT, what is taken over months not by WEEK', () => {
  expect(definition('hhi(revenue)').dimensions).not.toContain('CLIENT')
  expect(definition('hhi(revenue)').dimensions).toContain('INDUSTRY')
  expect(definition('trend_pct(hours)').dimensions).not.toContain('WEEK')
})
