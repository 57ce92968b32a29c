import { encodeId } from '../../access/opaque-id.ts'
import { type Member, may } from '../../access/policy.ts'
import { normalName } from '../../datasets/normal-name.ts'
import { BadInput } from '../../errors.ts'
import type { Catalogue } from '../../metrics/catalogue/catalogue.ts'
import { visibleKeys, visibleMetric } from '../../metrics/catalogue/visible-metric.ts'
import { staffKey } from '../../metrics/names/dimension-members.ts'
import type { Names } from '../../metrics/names/names.ts'
import type { OpenReading } from '../../metrics/plan/open-reading.ts'
import type { AskTermKind } from './ask-term.ts'

/** Something that a term can stand for. */
export interface TermMeaning {
  readonly kind: AskTermKind
  /** As it is stored: key of a metric, number of a client or of a term of the rows, opaque id of a member of staff. */
  readonly key: string
  /** As callers name it: key of a metric, opaque id of a client or member of staff, else the name. */
  readonly id: string
  readonly label: string
}

/** What the viewer's terms can stand for, and nothing else: what they may not see is not there. */
export class TermMeanings {
  readonly #all: ReadonlyMap<string, TermMeaning>
  readonly #catalogue: Catalogue
  readonly #viewer: Member

  constructor(catalogue: Catalogue, viewer: Member, names: Names) {
    this.#catalogue = catalogue
    this.#viewer = viewer
    const all = [...metrics(catalogue, viewer), ...named(names)]
    this.#all = new Map(all.map(meaning => [`${meaning.kind} ${meaning.key}`, meaning]))
  }

  /** What a stored term stands for; undefined where that is not there (any more), or not the viewer's to see. */
  of(kind: AskTermKind, key: string): TermMeaning | undefined {
    return this.#all.get(`${kind} ${key}`)
  }

  /**
   * Whether a term without a meaning lost it: what it stood for is gone, and the viewer could have seen it. Nothing tells
   * a metric that is not theirs from one that was.
   */
  isGone(kind: AskTermKind, key: string): boolean {
    if (this.of(kind, key)) return false
    if (kind === 'METRIC') return may(this.#viewer, 'cost:read') && !this.#catalogue.find(key)
    return kind !== 'STAFF' || may(this.#viewer, 'staff:read')
  }

  /**
   * What the caller means. Throws BadInput (UNKNOWN_METRIC, UNKNOWN_NAME, AMBIGUOUS_NAME) and, for a metric that is not
   * theirs, Forbidden, as queries do.
   */
  find(kind: AskTermKind, asked: string): TermMeaning {
    const same = [...this.#all.values()].filter(meaning => meaning.kind === kind)
    const byId = same.find(({ id }) => id === asked)
    if (byId) return byId
    const normal = normalName(asked)
    const [found, other] = same.filter(({ label }) => normalName(label) === normal)
    if (found && !other) return found
    if (found)
      throw new BadInput(`Proposing a term: several have the name "${asked}"; send the id of the one`, 'AMBIGUOUS_NAME')
    if (kind === 'METRIC') visibleMetric(this.#catalogue, this.#viewer, asked)
    throw new BadInput(
      `Proposing a term: there is nothing called "${asked}" of the kind ${kind}; send a name as it stands in your data`,
      'UNKNOWN_NAME',
    )
  }
}

export async function readTermMeanings({ reading, catalogue }: OpenReading, viewer: Member): Promise<TermMeanings> {
  const names = await reading.names({ clients: true, terms: true, people: may(viewer, 'staff:read') })
  return new TermMeanings(catalogue, viewer, names)
}

const metrics = (catalogue: Catalogue, viewer: Member): TermMeaning[] =>
  visibleKeys(catalogue, viewer).map(key => ({
    ...{ kind: 'METRIC', key, id: key },
    label: catalogue.find(key)!.definition.name,
  }))

const named = ({ organizationId, clients, terms, people }: Names): TermMeaning[] => [
  ...[...clients.values()].map(
    ({ id, name }): TermMeaning => ({
      ...{ kind: 'CLIENT', key: String(id) },
      ...{ id: encodeId('Client', organizationId, id), label: name },
    }),
  ),
  ...people.members.map((member): TermMeaning => {
    const key = staffKey(member, organizationId)
    return { kind: 'STAFF', key, id: key, label: member.name }
  }),
  ...[...terms].map(([id, { kind, label }]): TermMeaning => ({ kind, key: String(id), id: label, label })),
]
