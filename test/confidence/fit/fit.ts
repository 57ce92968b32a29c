import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Coefficients } from '../../../server/analytics/confidence/coefficients-record.ts'
import { fittedCoefficients } from './fitted-coefficients.ts'

// npm run confidence:fit -- --date 2026-11-21 --version 2
// Fits the model of confidence anew and writes its coefficients. Follow it by `npm run confidence:report`.

const { values } = parseArgs({ options: { date: { type: 'string' }, version: { type: 'string' } } })
if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date ?? '') || !/^\d+$/.test(values.version ?? '')) {
  console.error('Fitting the confidence model: the date or version is missing; add --date YYYY-MM-DD --version N')
  process.exit(2)
}

const fitted = fittedCoefficients(
  { kind: 'fitted', firstSeed: 1, perShape: 60 },
  { version: Number(values.version), date: values.date! },
)
writeFileSync(new URL('../../../server/analytics/confidence/coefficients.ts', import.meta.url), source(fitted))
console.log(`Fitted on ${fitted.fittedOn.samples} values of simulated histories.`)

function source({ version, date, fittedOn, penalty, features, families }: Coefficients): string {
  const list = (items: readonly (string | number)[]) =>
    items.map(item => (typeof item === 'string' ? `'${item}'` : item)).join(', ')
  return `import type { Coefficients } from './coefficients-record.ts'

/** Written by \`npm run confidence:fit\`; how well it does is in test/confidence/report.md. */
export const coefficients: Coefficients = {
  version: ${version},
  date: '${date}',
  fittedOn: {
    shapes: [${list(fittedOn.shapes)}],
    firstSeed: ${fittedOn.firstSeed},
    organizationsPerShape: ${fittedOn.organizationsPerShape},
    samples: ${fittedOn.samples},
  },
  penalty: ${penalty},
  // biome-ignore format: one list a line
  features: [${list(features)}],
  families: {
${Object.entries(families)
  .map(
    ([family, { intercept, weights }]) =>
      `    ${family}: {\n      intercept: ${intercept},\n      // biome-ignore format: in the order of the features\n      weights: [${list(weights)}],\n    },`,
  )
  .join('\n')}
  },
}
`
}
