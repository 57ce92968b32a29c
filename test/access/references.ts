/** What a place of the schema takes: the kind of thing that it names; or why it names nothing that is stored. */
export type Reference = { readonly names: ReferenceKind } | { readonly free: string }

/** Node types are named by id, the others by text. */
export type ReferenceKind =
  | 'node'
  | 'Client'
  | 'Snapshot'
  | 'Job'
  | 'User'
  | 'ReviewTask'
  | 'SavedQuery'
  | 'AskTerm'
  | 'ApiKey'
  | 'Organization'
  | 'Invitation'
  | 'OpenSession'
  | 'client'
  | 'person'
  | 'metric'
  | 'query'
  | 'term'
  | 'industry'
  | 'product'
  | 'vendor'
  | 'project'
  | 'serviceLine'
  | 'team'
  | 'workType'
  | 'search'
  | 'question'
  | 'subject'
  | 'hash'
  | 'cursor'
  | 'metricQueryJson'
  | 'policyJson'

const names = (kind: ReferenceKind): Reference => ({ names: kind })
const free = (why: string): Reference => ({ free: why })
const ofOnesOwn = free('words of one’s own, kept as they are')
const proof = free('a secret: who has it has the right')
const cells = free('cells of a sheet: names in them are looked up like those of other places, in test/snapshots')

/** By the end of the place; the first that fits counts. A place that none fits fails the test. */
const rules: readonly (readonly [RegExp, Reference])[] = [
  [/\.(after|before)$/, names('cursor')],
  [/\.(password|currentPassword|newPassword|code)$/, proof],
  [/\.(refreshToken|token)$/, proof],
  [/\.where\.clients$|\.keys\.client$|^Query\.client\.name$|\.references\.client$/, names('client')],
  [/\.where\.industries$|\.filter\.industries$/, names('industry')],
  [/\.where\.serviceLines$/, names('serviceLine')],
  [/\.where\.staff$|\.keys\.staff$/, names('person')],
  [/\.where\.teams$/, names('team')],
  [/\.where\.projects$/, names('project')],
  [/\.where\.workTypes$/, names('workType')],
  [/\.where\.products$|\.keys\.product$/, names('product')],
  [/\.where\.vendors$/, names('vendor')],
  [/\.(metrics|metric)$|^Query\.metricCatalog\.keys$|^Mutation\.retireMetric\.key$/, names('metric')],
  [/\.asOf\.snapshot$|^Query\.metricValues\.keys\.asOf$/, names('Snapshot')],
  [/\.period\.named$|\.keys\.period$/, free('words for a time')],
  [/\.(clientId|client|clients|ids)$/, names('Client')],
  [/\.(userId|assignee|actor)$/, names('User')],
  [/^Query\.(node\.id|nodes\.ids)$/, names('node')],
  [/^(Query|Mutation)\.\w*[sS]avedQuery\.name$/, names('query')],
  [/^Mutation\.deleteSavedQuery\.id$/, names('SavedQuery')],
  [/^Mutation\.saveQuery\.input\.name$/, names('query')],
  [/^Mutation\.(decide|retire)AskTerm\.id$/, names('AskTerm')],
  [/^Mutation\.proposeAskTerm\.input\.term$/, names('term')],
  [/^Mutation\.proposeAskTerm\.input\.meaning$/, names('client')],
  [/^Mutation\.revokeApiKey\.id$/, names('ApiKey')],
  [/^Mutation\.revokeInvitation\.id$/, names('Invitation')],
  [/^Mutation\.endSession\.id$/, names('OpenSession')],
  [/^Mutation\.switchOrganization\.id$/, names('Organization')],
  [/ReviewTask\.(input\.)?id$|^Query\.reviewTask\.id$/, names('ReviewTask')],
  [/^(Mutation\.cancelJob|Query\.analysisRun|Subscription\.jobProgress)\.id$/, names('Job')],
  [/^Query\.client\.id$/, names('Client')],
  [
    /^(Query\.(snapshot|uploadResult)|Mutation\.(cancelUpload|revertSnapshot)|Subscription\.snapshotProgress)\.id$/,
    names('Snapshot'),
  ],
  [/\.snapshot$|^Snapshot\.diff\.against$/, names('Snapshot')],
  [/^Query\.(clients|auditEvents)\.filter\.search$/, names('search')],
  [/^Query\.auditEvents\.filter\.subject$/, names('subject')],
  [
    /^Query\.auditEvents\.filter\.action$|^Query\.jobs\.filter\.kinds$/,
    free('a kind of happening, the same everywhere'),
  ],
  [/^Query\.auditVerification\.anchor\.hash$/, names('hash')],
  [/^Query\.(ask\.question|askMany\.questions)$/, names('question')],
  [/\.previousQuery$|\.choice$/, names('metricQueryJson')],
  [/^Mutation\.setPolicy\.value$/, names('policyJson')],
  [/^Mutation\.setPolicy\.key$/, free('a kind of policy, the same everywhere')],
  [/^Mutation\.(erase|export)Subject\.person$/, names('person')],
  [
    /^Mutation\.signIn\.input\.(email|organization)$/,
    free('looked up among all: signing in is told nothing, see test/accounts'),
  ],
  [
    /^Mutation\.inviteUser\.email$/,
    free('a person who may belong elsewhere: the invitation is the same, see test/accounts'),
  ],
  [/^Mutation\.acceptInvitation\.input\.name$/, ofOnesOwn],
  [/^Mutation\.createApiKey\.input\.(name|scopes)$/, ofOnesOwn],
  [/^Mutation\.defineMetric\.input\.(key|name|description)$/, ofOnesOwn],
  [/^Mutation\.defineMetric\.input\.formula$/, names('metric')],
  [/^Mutation\.(upload\w+|correctRows)\.input\.(description|header|rows|mapping|source|sheet|references\.name)/, cells],
  [/\.(comment|reason)$/, ofOnesOwn],
]

/** What a place names; undefined: nobody has thought about it. */
export const referenceOf = (place: string): Reference | undefined => rules.find(([pattern]) => pattern.test(place))?.[1]

export const unusedRules = (places: readonly string[]): string[] =>
  rules.filter(([pattern]) => !places.some(place => pattern.test(place))).map(([pattern]) => String(pattern))
