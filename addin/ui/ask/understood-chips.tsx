import type { AnswerChip, Offer } from '../../app/ask/answer.ts'
import { Menu } from '../components/menu.tsx'
import { Icon } from '../icons/icon.tsx'
import { chevronDownIcon } from '../icons/icons.ts'

const kinds: Readonly<Record<AnswerChip['kind'], string>> = {
  METRIC: 'Number',
  GROUP: 'Split',
  FILTER: 'Only',
  PERIOD: 'Time',
  COMPARISON: 'Against',
  CONDITION: 'Where',
  ORDER: 'Order',
  CORRECTION: 'Spelling',
}

/** How a question was understood, part by part; what can be taken instead is a menu. Props: `chips`, `onChoose(offer)`. */
export function UnderstoodChips({
  chips,
  onChoose,
}: {
  readonly chips: readonly AnswerChip[]
  readonly onChoose: (offer: Offer) => void
}) {
  return (
    <ul class="ask-chips" aria-label="How it was understood">
      {chips.map(({ kind, label, alternatives }, index) => {
        const inside = (
          <>
            <span class="ask-chip-kind">{kinds[kind]}</span> {label}
          </>
        )
        return (
          // Where there are two of a kind their order tells them apart; a chip keeps its place, and so the focus.
          <li key={`${kind}${index}`}>
            {alternatives.length === 0 ? (
              <span class={kind === 'CORRECTION' ? 'ask-chip ask-chip-corrected' : 'ask-chip'}>{inside}</span>
            ) : (
              <Menu
                label={`Change ${kinds[kind].toLowerCase()}: ask instead`}
                align="start"
                button={{
                  kind: 'subtle',
                  size: 'small',
                  class: 'ask-chip ask-chip-open',
                  title: 'Change this part',
                  children: (
                    <>
                      {inside}
                      <Icon of={chevronDownIcon} size={12} />
                    </>
                  ),
                }}
                items={alternatives.map(offer => ({
                  key: offer.label,
                  label: offer.label,
                  onSelect: () => onChoose(offer),
                }))}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
