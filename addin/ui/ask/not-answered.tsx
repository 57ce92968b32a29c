import type { Answer, Offer } from '../../app/ask/answer.ts'
import { Icon } from '../icons/icon.tsx'
import { infoIcon } from '../icons/icons.ts'
import { Offers } from './offers.tsx'

/** Why there is no answer, and what can be asked instead. Props: `answer`, `examples`, `onChoose(offer)`, `onAsk(question)`. */
export function NotAnswered({
  answer: { text, clarifications },
  examples,
  onChoose,
  onAsk,
}: {
  readonly answer: Answer
  readonly examples: readonly string[]
  readonly onChoose: (offer: Offer) => void
  readonly onAsk: (question: string) => void
}) {
  const offered = clarifications.length > 0
  return (
    <div class="ask-not">
      <p class="ask-sentence">
        <Icon of={infoIcon} size={20} />
        <span>{text}</span>
      </p>
      {offered ? (
        <Offers
          label="What you may mean"
          offers={clarifications.map(offer => ({ label: offer.label, onSelect: () => onChoose(offer) }))}
        />
      ) : (
        <Offers
          label="Questions that can be answered"
          offers={examples.map(label => ({ label, onSelect: () => onAsk(label) }))}
        />
      )}
    </div>
  )
}
