import { Card } from '../../components/card.tsx'
import './quality-card.css'

const titles: Readonly<Record<string, string>> = {
  completeness: 'Complete',
  validity: 'Valid',
  uniqueness: 'Unique',
  consistency: 'Consistent',
  timeliness: 'Recent',
  referential_integrity: 'Names known',
}

/** How good a sheet is, part by part, and what would make it better. */
export function QualityCard({
  quality,
}: {
  readonly quality: {
    readonly score: number
    readonly dimensions: readonly { readonly name: string; readonly score: number; readonly formula: string }[]
    readonly recommendations: readonly string[]
  }
}) {
  return (
    <Card title={`Quality: ${Math.round(quality.score)} of 100`}>
      <ul class="quality-parts">
        {quality.dimensions.map(({ name, score, formula }) => (
          <li key={name} title={formula}>
            <span>{titles[name] ?? name}</span>
            <span class="quality-bar" aria-hidden="true">
              <span style={{ inlineSize: `${Math.max(0, Math.min(100, score))}%` }} />
            </span>
            <span class="number">{Math.round(score)}</span>
          </li>
        ))}
      </ul>
      {quality.recommendations.length > 0 && (
        <ul class="quality-advice">
          {quality.recommendations.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}
