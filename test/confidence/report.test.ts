import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { coefficients } from '../../server/analytics/confidence/coefficients.ts'
import { setJudgement } from './judge/judgement.ts'
import { checkLine } from './judge/report-text.ts'
import { smallSet } from './judge/small-set.ts'
import { fittedShapes, judgedShapes } from './simulate/shapes.ts'

const report = readFileSync(new URL('report.md', import.meta.url), 'utf8')

describe('the report on confidence', () => {
  test('is of the coefficients in use, and its numbers come out again', () => {
    expect(report).toContain(`Coefficients version ${coefficients.version}, fitted on ${coefficients.date}.`)
    for (const { intercept } of Object.values(coefficients.families)) expect(report).toContain(intercept.toFixed(3))
    expect(report).toContain(checkLine(setJudgement('small', smallSet).all))
  })

  test('judges shapes that were never fitted, well enough', () => {
    expect(judgedShapes.filter(shape => fittedShapes.some(fitted => fitted.name === shape.name))).toEqual([])
    expect(coefficients.fittedOn.shapes).toEqual(fittedShapes.map(shape => shape.name))
    const numbers = /^\| other shapes \|(.*)\|$/m.exec(report)![1]!.split('|').map(Number)
    const [, , , calibrationError, brier, constantBrier, auroc] = numbers
    expect(calibrationError).toBeLessThanOrEqual(0.05)
    expect(brier).toBeLessThan(constantBrier!)
    expect(auroc).toBeGreaterThan(0.8)
  })
})
