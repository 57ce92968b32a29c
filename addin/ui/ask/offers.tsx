import { useId } from 'preact/hooks'
import { Icon } from '../icons/icon.tsx'
import { chevronRightIcon } from '../icons/icons.ts'

/** Questions that are asked with one press, below what they are. Props: label, `offers` {label, onSelect}. */
export function Offers({
  label,
  offers,
}: {
  readonly label: string
  readonly offers: readonly { readonly label: string; readonly onSelect: () => void }[]
}) {
  const id = useId()
  return (
    <div class="ask-offers">
      <p class="small quiet" id={id}>
        {label}
      </p>
      <ul aria-labelledby={id}>
        {offers.map(offer => (
          <li key={offer.label}>
            <button type="button" class="ask-offer" onClick={offer.onSelect}>
              <span>{offer.label}</span>
              <Icon of={chevronRightIcon} size={14} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
