import type { Benchmark } from '../metric-table.ts'

const ruleOfThumb = 'Rule of thumb of the managed-services trade, without a single publication'

export const utilization: readonly Benchmark[] = [
  {
    label: 'Average',
    from: 70,
    to: 70,
    source: ruleOfThumb,
    year: 2024,
    definition: 'Hours worked ÷ capacity of technical staff',
  },
  {
    label: 'Target',
    from: 75,
    to: 85,
    source: ruleOfThumb,
    year: 2024,
    definition: 'Hours worked ÷ capacity of technical staff',
  },
]

export const grossMargin: readonly Benchmark[] = [
  {
    label: 'Managed services, average',
    from: 46.2,
    to: 46.2,
    source: 'Service Leadership Index, second quarter of 2024',
    year: 2024,
    definition: 'Gross margin of managed services with fully loaded labour',
  },
]

export const serviceMargin: readonly Benchmark[] = [
  {
    label: 'Service salaries at most a third',
    from: 67,
    to: null,
    source: ruleOfThumb,
    year: 2024,
    definition: 'Service salaries at most 33 % of service revenue',
  },
]

export const efficiency: readonly Benchmark[] = [
  {
    label: 'Healthy',
    from: 0.8,
    to: 1.5,
    source: ruleOfThumb,
    year: 2024,
    definition: 'Invoiced amount ÷ billable hours at their billing rates',
  },
]
