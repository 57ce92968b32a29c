import { writeFileSync } from 'node:fs'
import { judgedSets, setJudgement } from './judgement.ts'
import { reliabilitySvg } from './reliability-svg.ts'
import { reportText } from './report-text.ts'
import { smallSet } from './small-set.ts'

// npm run confidence:report
// Judges the stored coefficients on histories they were not fitted on, and writes the report and its diagram.

const same = setJudgement('other seeds', judgedSets.same)
const other = setJudgement('other shapes', judgedSets.other)
const small = setJudgement('small', smallSet).all
const write = (name: string, text: string) => writeFileSync(new URL(`../${name}`, import.meta.url), text)
write('report.md', reportText({ same, other, small }))
write(
  'reliability.svg',
  reliabilitySvg('Confidence and what came true', [
    { name: 'other seeds', color: '#0b6bcb', bins: same.bins },
    { name: 'other shapes', color: '#c2410c', bins: other.bins },
  ]),
)
for (const { all, interval } of [same, other])
  console.log(
    `${all.name}: ECE ${all.calibrationError.toFixed(4)} (${interval.from.toFixed(4)} to ${interval.to.toFixed(4)}), Brier ${all.brier.toFixed(4)} against ${all.constantBrier.toFixed(4)}, AUROC ${all.auroc.toFixed(4)}`,
  )
