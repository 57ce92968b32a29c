import { useState } from 'preact/hooks'
import { addMonths, type PeriodCode, periodText, shortMonth } from '../data/period-text.ts'
import { calendarIcon, chevronLeftIcon, chevronRightIcon } from '../icons/icons.ts'
import { Button, IconButton } from './button.tsx'
import { Popover } from './popover.tsx'
import { Tabs } from './tabs.tsx'
import './period-picker.css'

/**
 * A period by month, quarter, length or days. Props: `value` and `onChange(code)` as `periodInput` takes them; `latest`,
 * the newest month that can be chosen ("2026-11"); `kinds` limits it to some, e.g. months only.
 */
export function PeriodPicker({
  value,
  onChange,
  latest,
  label = 'Period',
  kinds = ['month', 'quarter', 'range', 'custom'],
}: {
  readonly value: PeriodCode
  readonly onChange: (code: PeriodCode) => void
  readonly latest: string
  readonly label?: string
  readonly kinds?: readonly Kind[]
}) {
  const isMonth = /^\d{4}-\d\d$/.test(value)
  return (
    <div class="period-picker">
      {isMonth && (
        <IconButton label="Month before" icon={chevronLeftIcon} onClick={() => onChange(addMonths(value, -1))} />
      )}
      <Popover
        label={`Choose: ${label.toLowerCase()}`}
        align="end"
        button={{ icon: calendarIcon, children: periodText(value), title: label }}
      >
        {close => (
          <Panel
            value={value}
            latest={latest}
            kinds={kinds}
            onChange={code => {
              close()
              onChange(code)
            }}
          />
        )}
      </Popover>
      {isMonth && (
        <IconButton
          label="Month after"
          icon={chevronRightIcon}
          disabled={value >= latest}
          onClick={() => onChange(addMonths(value, 1))}
        />
      )}
    </div>
  )
}

type Kind = 'month' | 'quarter' | 'range' | 'custom'
const names: Readonly<Record<Kind, string>> = { month: 'Month', quarter: 'Quarter', range: 'Last', custom: 'Days' }
const lengths = ['last-3-month', 'last-6-month', 'last-12-month', 'last-24-month', 'last-4-quarter', 'YTD', 'ALL']

function Panel({
  value,
  latest,
  kinds,
  onChange,
}: {
  readonly value: PeriodCode
  readonly latest: string
  readonly kinds: readonly Kind[]
  readonly onChange: (code: PeriodCode) => void
}) {
  const [kind, setKind] = useState<Kind>(kinds.find(each => each === kindOf(value)) ?? kinds[0]!)
  const [year, setYear] = useState(Number((/^\d{4}/.exec(value) ?? /^\d{4}/.exec(latest))?.[0]))
  const [from = '', to = ''] = /^\d{4}-\d\d-\d\d/.test(value) ? value.split('..') : []
  const [days, setDays] = useState({ from, to })
  const choices = kind === 'month' ? monthsOf(year, latest) : kind === 'quarter' ? quartersOf(year, latest) : []
  return (
    <div class="period-panel">
      {kinds.length > 1 && (
        <Tabs
          label="Kind of period"
          tabs={kinds.map(key => ({ key, label: names[key] }))}
          selected={kind}
          onSelect={setKind}
        />
      )}
      {(kind === 'month' || kind === 'quarter') && (
        <>
          <div class="period-year">
            <IconButton size="small" label="Year before" icon={chevronLeftIcon} onClick={() => setYear(year - 1)} />
            <strong aria-live="polite">{year}</strong>
            <IconButton
              size="small"
              label="Year after"
              icon={chevronRightIcon}
              disabled={year >= Number(latest.slice(0, 4))}
              onClick={() => setYear(year + 1)}
            />
          </div>
          <div class="period-grid">
            {choices.map(choice => (
              <Button
                key={choice.code}
                kind="subtle"
                disabled={choice.later}
                aria-pressed={choice.code === value}
                aria-label={`${choice.label} ${year}`}
                onClick={() => onChange(choice.code)}
              >
                {choice.label}
              </Button>
            ))}
          </div>
        </>
      )}
      {kind === 'range' && (
        <div class="period-list">
          {lengths.map(code => (
            <Button key={code} kind="subtle" aria-pressed={code === value} onClick={() => onChange(code)}>
              {periodText(code)}
            </Button>
          ))}
        </div>
      )}
      {kind === 'custom' && (
        <form
          class="period-days"
          onSubmit={event => {
            event.preventDefault()
            if (days.from !== '' && days.to !== '') onChange(`${days.from}..${days.to}`)
          }}
        >
          <label>
            First day
            <input
              class="input"
              type="date"
              required
              value={days.from}
              max={days.to}
              onInput={event => setDays({ ...days, from: event.currentTarget.value })}
            />
          </label>
          <label>
            Last day
            <input
              class="input"
              type="date"
              required
              value={days.to}
              min={days.from}
              onInput={event => setDays({ ...days, to: event.currentTarget.value })}
            />
          </label>
          <Button kind="primary" type="submit">
            Show
          </Button>
        </form>
      )}
    </div>
  )
}

function kindOf(code: PeriodCode): Kind {
  if (/^\d{4}-\d\d$/.test(code)) return 'month'
  if (/^\d{4}-Q/.test(code)) return 'quarter'
  return /^\d{4}-\d\d-\d\d/.test(code) ? 'custom' : 'range'
}

const monthsOf = (year: number, latest: string) =>
  Array.from({ length: 12 }, (_, index) => {
    const code = `${year}-${String(index + 1).padStart(2, '0')}`
    return { code, label: shortMonth(code).slice(0, 3), later: code > latest }
  })

const quartersOf = (year: number, latest: string) =>
  [1, 2, 3, 4].map(quarter => ({
    code: `${year}-Q${quarter}`,
    label: `Q${quarter}`,
    later: `${year}-${String(quarter * 3 - 2).padStart(2, '0')}` > latest,
  }))
