import type { SqlEntityManager } from '@mikro-orm/sql'
import { encodeId } from '../../access/opaque-id.ts'
import { type Member, may } from '../../access/policy.ts'
import { dbOf } from '../../db/tables.ts'
import { visibleKeys } from '../../metrics/catalogue/visible-metric.ts'
import { staffKey } from '../../metrics/names/dimension-members.ts'
import type { Names } from '../../metrics/names/names.ts'
import type { OpenReading } from '../../metrics/plan/open-reading.ts'
import { sharedLists } from '../../metrics/plan/shared-lists.ts'
import { askVocabularyInTurns } from '../ask-vocabulary.ts'
import type { AskVocabulary } from '../context.ts'
import type { Entity, EntityDimension } from '../entities/entity.ts'
import { readApprovedTerms, readTermsVersion } from '../terms/approved-terms.ts'
import { type TermsInUse, termsInUse } from '../terms/terms-in-use.ts'

/** What everything remembered of questions is kept by: one state of the data, one set of permissions. */
export interface AskState {
  readonly vocabulary: AskVocabulary
  /** Remembered answers and readings of this state; gone with it. */
  readonly memory: Map<string, unknown>
}

/**
 * The words of a viewer in this state of the data: made once for all viewers who may see the same. Names of staff are
 * not in it for those who may not read them, nor metrics that are not theirs.
 */
export async function readAskState(em: SqlEntityManager, viewer: Member, open: OpenReading): Promise<AskState> {
  const { reading, catalogue, dataVersion } = open
  const lists = sharedLists(em, [viewer.organizationId, dataVersion, null])
  const definitions = visibleKeys(catalogue, viewer).map(key => catalogue.find(key)!.definition)
  const access = ['cost:read', 'staff:read'].filter(scope => viewer.scopes.has(scope as 'cost:read')).join()
  const custom = definitions.filter(definition => definition.custom).map(({ key, version }) => `${key}@${version}`)
  const db = dbOf(em)
  const state = `ask ${access} `
  // Before the terms themselves: what they are read as later is not remembered for longer than it holds.
  const key = `${state}${await readTermsVersion(db, viewer.organizationId)} ${custom.join()}`
  const known = lists.get(key) as Promise<AskState> | undefined
  if (known) return await known
  const making = (async (): Promise<AskState> => {
    const terms = termsInUse(await readApprovedTerms(db, viewer.organizationId))
    const names = await reading.names({ clients: true, terms: true, people: may(viewer, 'staff:read') })
    const vocabulary = await askVocabularyInTurns({
      entities: entitiesOf(names, terms),
      definitions,
      synonyms: terms.synonyms,
      mayNameStaff: may(viewer, 'staff:read'),
      mayCompareBudget: may(viewer, 'cost:read'),
      baseCurrency: reading.organization.baseCurrency,
    })
    return { vocabulary, memory: new Map() }
  })()
  // Vocabularies are large: the one of terms and metrics that have changed gives way.
  for (const other of lists.keys()) if (other.startsWith(state)) lists.delete(other)
  lists.set(key, making)
  making.catch(() => lists.delete(key))
  return await making
}

/** Everything that has a name. Filters take names; where two clients or people share one, the id. */
function entitiesOf({ organizationId, clients, terms, people }: Names, { nicknamesOf }: TermsInUse): Entity[] {
  const clientCounts = countsOf([...clients.values()].map(client => client.normalName))
  const staffCounts = countsOf(people.members.map(member => member.normalName))
  return [
    ...[...clients.values()].map(
      (client): Entity => ({
        dimension: 'CLIENT',
        value:
          (clientCounts.get(client.normalName) ?? 0) > 1 ? encodeId('Client', organizationId, client.id) : client.name,
        label: client.name,
        id: encodeId('Client', organizationId, client.id),
        nicknames: [
          ...(client.externalId && /\p{L}/u.test(client.externalId) && client.externalId.length > 3
            ? [client.externalId]
            : []),
          ...nicknamesOf('CLIENT', String(client.id)),
        ],
      }),
    ),
    ...people.members.map(
      (member): Entity => ({
        dimension: 'STAFF',
        value: (staffCounts.get(member.normalName) ?? 0) > 1 ? staffKey(member, organizationId) : member.name,
        label: member.name,
        nicknames: nicknamesOf('STAFF', staffKey(member, organizationId)),
      }),
    ),
    ...[...terms].map(
      ([id, { kind, label }]): Entity => ({
        dimension: kind as EntityDimension,
        value: label,
        label,
        nicknames: nicknamesOf(kind, String(id)),
      }),
    ),
  ]
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
