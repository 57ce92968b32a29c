import type { Bin } from './calibration.ts'

export interface Curve {
  readonly name: string
  readonly color: string
  readonly bins: readonly Bin[]
}

const SIZE = 360
const LEFT = 56
const TOP = 40

/** A reliability diagram: how often values stayed near against how sure the model was. The diagonal is perfect. */
export function reliabilitySvg(title: string, curves: readonly Curve[]): string {
  const x = (share: number) => number(LEFT + share * SIZE)
  const y = (share: number) => number(TOP + (1 - share) * SIZE)
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1]
  const grid = ticks.flatMap(tick => [
    `<path class="grid" d="M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}"/>`,
    `<text x="${x(tick)}" y="${y(0) + 18}" text-anchor="middle">${tick}</text>`,
    `<text x="${x(0) - 8}" y="${y(tick) + 4}" text-anchor="end">${tick}</text>`,
  ])
  const lines = curves.flatMap(({ name, color, bins }, index) => [
    `<polyline fill="none" stroke="${color}" stroke-width="2" points="${bins.map(bin => `${x(bin.score)},${y(bin.rate)}`).join(' ')}"/>`,
    ...bins.map(
      bin =>
        `<circle cx="${x(bin.score)}" cy="${y(bin.rate)}" r="3.5" fill="${color}"><title>said ${bin.score.toFixed(3)}, came true ${bin.rate.toFixed(3)}, of ${bin.count}</title></circle>`,
    ),
    `<circle cx="${x(0.04)}" cy="${number(TOP + 16 + index * 20)}" r="3.5" fill="${color}"/>`,
    `<text x="${x(0.07)}" y="${number(TOP + 20 + index * 20)}">${name}</text>`,
  ])
  const [width, height] = [LEFT + SIZE + 24, TOP + SIZE + 48]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
<style>text{font:12px sans-serif;fill:#222}.grid{stroke:#ddd}.perfect{stroke:#888;stroke-dasharray:5 4}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${LEFT}" y="22" style="font-size:14px;font-weight:600">${title}</text>
${grid.join('\n')}
<path class="perfect" d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}"/>
${lines.join('\n')}
<text x="${x(0.5)}" y="${y(0) + 38}" text-anchor="middle">confidence</text>
<text transform="translate(16 ${y(0.5)}) rotate(-90)" text-anchor="middle">share within tolerance</text>
</svg>
`
}

const number = (value: number): number => Number(value.toFixed(2))
