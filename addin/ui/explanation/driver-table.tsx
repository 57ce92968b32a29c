import { useState } from 'preact/hooks'
import type { ExplainQuery, Unit } from '../../api/operations/explain-page.gen.ts'
import { minus } from '../data/number-text.ts'
import { Icon } from '../icons/icon.tsx'
import { chevronDownIcon, chevronRightIcon } from '../icons/icons.ts'
import { driverName } from './driver-name.ts'

type Driver = ExplainQuery['explain']['drivers'][number]

/** So many drivers at first; the waterfall has added the others up. */
const FIRST = 12

/** Every driver with both sides and what it is made of. Props: `drivers`, `unit` of the metric, `sides` (their headings). */
export function DriverTable({
  drivers,
  unit,
  sides: [before, after],
}: {
  readonly drivers: readonly Driver[]
  readonly unit: Unit
  readonly sides: readonly [string, string]
}) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const moving = drivers.filter(driver => driver.contribution !== 0)
  const shown = all || drivers.length <= FIRST ? drivers : moving.slice(0, FIRST)
  const toggle = (key: string) => {
    const next = new Set(open)
    if (!next.delete(key)) next.add(key)
    setOpen(next)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it is narrow it scrolls, and that must work by keyboard
    <section class="drivers" tabIndex={0} aria-label="Drivers">
      <table>
        <caption class="visually-hidden">Drivers of the difference{unit === 'PERCENT' ? ', in points' : ''}</caption>
        <thead>
          <tr>
            <th scope="col">Driver</th>
            <th scope="col" class="number">
              {before}
            </th>
            <th scope="col" class="number">
              {after}
            </th>
            <th scope="col" class="number">
              Contribution
            </th>
            <th scope="col" class="number">
              Rows
            </th>
          </tr>
        </thead>
        {shown.map(driver => {
          const parts = driver.children.filter(child => child.contribution !== 0)
          const expanded = open.has(driver.key)
          return (
            <tbody key={driver.key}>
              <tr>
                <th scope="row">
                  {parts.length > 0 ? (
                    <button
                      type="button"
                      class="drivers-open"
                      aria-expanded={expanded}
                      onClick={() => toggle(driver.key)}
                    >
                      <Icon of={expanded ? chevronDownIcon : chevronRightIcon} size={12} />
                      {driverName(driver.label)}
                    </button>
                  ) : (
                    <span class="drivers-plain">{driverName(driver.label)}</span>
                  )}
                </th>
                <Cells driver={driver} />
              </tr>
              {expanded &&
                parts.map(child => (
                  <tr key={child.key} class="drivers-child">
                    <th scope="row">
                      {child.item ? `${driverName(child.label)}: ${child.item}` : driverName(child.label)}
                    </th>
                    <Cells driver={child} />
                  </tr>
                ))}
            </tbody>
          )
        })}
      </table>
      {shown.length < drivers.length && (
        <button type="button" class="drivers-more" onClick={() => setAll(true)}>
          Show all {drivers.length} drivers
        </button>
      )}
    </section>
  )
}

function Cells({ driver }: { readonly driver: Omit<Driver, 'children'> }) {
  return (
    <>
      <td class="number">{minus(driver.fromText)}</td>
      <td class="number">{minus(driver.toText)}</td>
      <td class="number">
        <strong title={`Exactly ${driver.exact}`}>{driver.contributionText}</strong>
      </td>
      <td class="number quiet">{driver.rowCount.toLocaleString('en-US')}</td>
    </>
  )
}
