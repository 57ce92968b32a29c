import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** One setting: its variable, what it does, how its text is read. `secret` ones are never printed. */
interface Setting<T extends z.ZodType> {
  readonly variable: string
  readonly description: string
  readonly schema: T
  readonly secret?: true
}

const setting = <T extends z.ZodType>(
  variable: string,
  description: string,
  schema: T,
  more: { secret?: true } = {},
): Setting<T> => ({ variable, description, schema, ...more })

const whole = (min: number, max = Number.MAX_SAFE_INTEGER) => z.coerce.number().int().min(min).max(max)
/** "off" turns a feature off: it becomes null. */
const orOff = <T extends z.ZodType>(schema: T) => z.union([z.literal('off').transform(() => null), schema])
const list = z.string().transform(text =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== ''),
)
const origin = z.string().refine(text => URL.canParse(text) && new URL(text).origin === text, {
  message: 'an origin looks like https://bi.example.com, without a path',
})
/** A source of frame-ancestors: an origin whose host may begin with a wildcard. */
const frameSource = z.string().regex(/^https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/i, {
  message: 'an address looks like https://host.example or https://*.host.example, without a path',
})
/** A name as it stands in a Host header, without a port. */
const hostName = z.string().regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i, {
  message: 'a name looks like moat.yourfirm.example, without scheme, port or path',
})
/** An address, or a network of them. */
const network = z.string().refine(
  text => {
    const [address = '', prefix, ...more] = text.split('/')
    const bits = isIP(address) === 6 ? 128 : 32
    return (
      isIP(address) !== 0 &&
      more.length === 0 &&
      (prefix === undefined || (/^\d{1,3}$/.test(prefix) && +prefix <= bits))
    )
  },
  { message: 'an address looks like 10.0.0.5, a network like 10.0.0.0/8 or fd00::/8' },
)
const pemFile = z.string().regex(/[./\\]/, 'it is the path of a PEM file')
/** Excel on the web and the pages around it: SharePoint, OneDrive, Microsoft 365, Teams. */
const officeHosts = [
  'https://*.officeapps.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.office.net',
  'https://*.sharepoint.com',
  'https://*.live.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://teams.microsoft.com',
]
/** An OpenID Connect issuer: https, or a provider on this machine. What it signs is believed, so it must be it. */
const providerAddress = z.string().refine(
  text => {
    if (!URL.canParse(text)) return false
    const { protocol, hostname, search, hash, username } = new URL(text)
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
    return (protocol === 'https:' || (protocol === 'http:' && loopback)) && search + hash + username === ''
  },
  { message: 'it starts with https:// (http:// only for this machine) and has neither ? nor #' },
)
const isLoopback = (host: unknown): boolean => ['localhost', '127.0.0.1', '::1'].includes(String(host))
const mebibyte = 1024 * 1024

/** Every setting, in the order of `npm run config`. */
export const settings = {
  host: setting('HOST', 'Address to listen on. 0.0.0.0 listens on every network.', z.string().default('127.0.0.1')),
  port: setting('PORT', 'Port to listen on; 0 takes a free one.', whole(0, 65_535).default(4000)),
  publicUrl: setting(
    'PUBLIC_URL',
    'Where people reach the server, e.g. https://moat.yourfirm.example, when a proxy or a name stands before it.',
    origin.nullable().default(null),
  ),
  allowedHosts: setting(
    'ALLOWED_HOSTS',
    'Further names by which people reach the server, separated by commas. Addresses, localhost, HOST and the name in PUBLIC_URL always count; requests by any other name are refused.',
    list.pipe(z.array(hostName)).default([]),
  ),
  trustedProxies: setting(
    'TRUSTED_PROXIES',
    'Addresses and networks (10.0.0.0/8) of reverse proxies, separated by commas: only their X-Forwarded-For, -Proto, -Host and X-Request-Id count. None by default.',
    list.pipe(z.array(network)).default([]),
  ),
  maxConnections: setting(
    'MAX_CONNECTIONS',
    'Most connections open at once; further ones are closed at once.',
    whole(1, 1_000_000).default(10_000),
  ),
  dataDir: setting(
    'DATA_DIR',
    'Folder of the embedded database, the keys of the server and files on their way in.',
    z.string().default('./data'),
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'postgres://… to keep the data in PostgreSQL. Unset: SQLite in DATA_DIR.',
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'it starts with postgres://')
      .nullable()
      .default(null),
    { secret: true },
  ),
  maxUploadBytes: setting(
    'MAX_UPLOAD_BYTES',
    'Largest file of one upload, in bytes.',
    whole(1).default(1024 * mebibyte),
  ),
  maxUploadRows: setting('MAX_UPLOAD_ROWS', 'Most rows of one upload.', whole(1).default(10_000_000)),
  minQuality: setting(
    'MIN_QUALITY',
    'Lowest quality score (0 to 100) of an upload to be accepted; "off" accepts any.',
    orOff(z.coerce.number().min(0).max(100)).default(null),
  ),
  maxRequestBytes: setting(
    'MAX_REQUEST_BYTES',
    'Largest GraphQL request, in bytes, files in it included. Larger files go through POST /uploads.',
    whole(1024).default(64 * mebibyte),
  ),
  maxSignedOutRequestBytes: setting(
    'MAX_SIGNED_OUT_REQUEST_BYTES',
    'The same of somebody who is not signed in, in bytes.',
    whole(1024).default(64 * 1024),
  ),
  maxBodiesBytes: setting(
    'MAX_BODIES_BYTES',
    'Most memory that the bodies of all GraphQL requests may take together, in bytes; further ones are asked to come again.',
    whole(1024).default(256 * mebibyte),
  ),
  bodyIdleSeconds: setting(
    'BODY_IDLE_SECONDS',
    'Seconds without a byte after which a request or an upload is given up; the whole of it may take as long as it likes at 1 kB a second or more.',
    whole(1, 3600).default(30),
  ),
  rateLimitPerMinute: setting(
    'RATE_LIMIT_PER_MINUTE',
    'Requests a minute of one user, one API key or, signed out, one address; "off" for no limit.',
    orOff(whole(1)).default(100),
  ),
  signInRateLimitPerMinute: setting(
    'SIGN_IN_RATE_LIMIT_PER_MINUTE',
    'Attempts a minute of one address to sign in, to refresh a session or to use an invitation; "off" for no limit, also where RATE_LIMIT_PER_MINUTE is off.',
    orOff(whole(1)).default(60),
  ),
  graphqlMaxDepth: setting('GRAPHQL_MAX_DEPTH', 'Deepest nesting of a query.', whole(1).default(16)),
  graphqlMaxCost: setting(
    'GRAPHQL_MAX_COST',
    'Highest cost of a query: one for each field, times the rows asked for, variables included.',
    whole(1).default(250_000),
  ),
  graphqlMaxTokens: setting('GRAPHQL_MAX_TOKENS', 'Most tokens (words and signs) of a query.', whole(10).default(4000)),
  graphqlMaxAliases: setting(
    'GRAPHQL_MAX_ALIASES',
    'Most aliases in a query; a field that stands again beside itself counts too.',
    whole(0).default(60),
  ),
  graphqlMaxFields: setting(
    'GRAPHQL_MAX_FIELDS',
    'Most fields of a query, those of a fragment counted wherever it is used.',
    whole(1).default(2000),
  ),
  graphqlMaxOperations: setting(
    'GRAPHQL_MAX_OPERATIONS',
    'Most operations in a document; one of them is run.',
    whole(1).default(50),
  ),
  graphqlMaxDirectives: setting('GRAPHQL_MAX_DIRECTIVES', 'Most directives in a query.', whole(0).default(50)),
  graphqlMaxListItems: setting(
    'GRAPHQL_MAX_LIST_ITEMS',
    'Most items of a list in the arguments of a query, variables included; cells of uploads are not counted.',
    whole(1).default(1000),
  ),
  graphqlTimeoutSeconds: setting(
    'GRAPHQL_TIMEOUT_SECONDS',
    'Seconds a query may take; then it is stopped and says so.',
    whole(1, 3600).default(30),
  ),
  graphqlMaxSubscriptions: setting(
    'GRAPHQL_MAX_SUBSCRIPTIONS',
    'Most subscriptions of one user or API key at once.',
    whole(1).default(10),
  ),
  answerCacheBytes: setting(
    'ANSWER_CACHE_BYTES',
    'Memory for answers that are given again while nothing has changed, in bytes; "off" works each out anew.',
    orOff(whole(1024)).default(64 * mebibyte),
  ),
  accessTokenMinutes: setting('ACCESS_TOKEN_MINUTES', 'Minutes an access token is valid.', whole(1, 1440).default(15)),
  sessionDays: setting('SESSION_DAYS', 'Days a session lives without being used.', whole(1, 365).default(14)),
  corsOrigins: setting(
    'CORS_ORIGINS',
    'Origins of other web pages that may call the server, separated by commas. None by default.',
    list.pipe(z.array(origin)).default([]),
  ),
  graphiql: setting(
    'GRAPHIQL',
    'Whether browsers get GraphiQL at /graphql: "on" or "off".',
    z
      .enum(['on', 'off'])
      .default('on')
      .transform(value => value === 'on'),
  ),
  tlsCertFile: setting(
    'TLS_CERT_FILE',
    'Certificate chain (PEM) to answer https with; the Excel add-in needs https. Goes with TLS_KEY_FILE.',
    pemFile.nullable().default(null),
  ),
  tlsKeyFile: setting('TLS_KEY_FILE', 'Private key (PEM) of TLS_CERT_FILE.', pemFile.nullable().default(null)),
  addinFrameAncestors: setting(
    'ADDIN_FRAME_ANCESTORS',
    'Pages that may show the task pane in a frame, separated by commas: by default those of Excel on the web; "off" for none.',
    z.union([z.literal('off').transform((): string[] => []), list.pipe(z.array(frameSource))]).default(officeHosts),
  ),
  askModelPath: setting(
    'ASK_MODEL_PATH',
    'A language model (GGUF file) to be asked where the rules are not sure what a question means; "off" for none. Goes with ASK_MODEL_SHA256.',
    orOff(z.string().regex(/\.gguf$/i, 'it is the path of a .gguf file')).default(null),
  ),
  askModelSha256: setting(
    'ASK_MODEL_SHA256',
    'SHA-256 of that file, as `npm run ask:model` prints it.',
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'it is 64 hexadecimal digits')
      .nullable()
      .default(null),
  ),
  askModelDeadlineMs: setting(
    'ASK_MODEL_DEADLINE_MS',
    'Milliseconds the model may take for a question; then the answer of the rules stands.',
    whole(100, 60_000).default(3000),
  ),
  askModelMaxBytes: setting('ASK_MODEL_MAX_BYTES', 'Largest model file, in bytes.', whole(1).default(4096 * mebibyte)),
  askModelMaxMemoryBytes: setting(
    'ASK_MODEL_MAX_MEMORY_BYTES',
    'Most memory of the process of the model, in bytes.',
    whole(1).default(6144 * mebibyte),
  ),
  oidcIssuer: setting(
    'OIDC_ISSUER',
    'Address of an OpenID Connect provider that people may sign in with; "off" for none. Goes with OIDC_CLIENT_ID.',
    orOff(providerAddress).default(null),
  ),
  oidcClientId: setting(
    'OIDC_CLIENT_ID',
    'Name under which the provider knows this server.',
    z.string().max(300).nullable().default(null),
  ),
  oidcClientSecret: setting(
    'OIDC_CLIENT_SECRET',
    'Secret that goes with OIDC_CLIENT_ID. Unset: the provider knows this server as a public client.',
    z.string().max(1000).nullable().default(null),
    { secret: true },
  ),
  oidcLabel: setting(
    'OIDC_LABEL',
    'What the button to sign in with the provider says after “Sign in with”.',
    z.string().max(60).default('your organization'),
  ),
  metricsKey: setting(
    'METRICS_KEY',
    'Key that reads GET /metrics, at least 32 characters. Unset: only API keys read it, where there is one organization.',
    z
      .string()
      .regex(/^[!-~]{32,1000}$/, 'it has at least 32 letters, digits and signs, without blanks')
      .nullable()
      .default(null),
    { secret: true },
  ),
  otlpEndpoint: setting(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'Address of an OpenTelemetry collector (OTLP over HTTP) that gets traces; "off" for none.',
    orOff(z.url({ protocol: /^https?$/, error: 'it is an address like http://127.0.0.1:4318' })).default(null),
  ),
  backupDir: setting(
    'BACKUP_DIR',
    'Folder in which the running server makes backups; "off" for none.',
    orOff(z.string().min(1)).default(null),
  ),
  backupEvery: setting(
    'BACKUP_EVERY',
    'How often: "HOUR" or "DAY" (at 00:30 UTC); one that was missed is made at the next start.',
    z.enum(['HOUR', 'DAY']).default('DAY'),
  ),
  backupKeep: setting('BACKUP_KEEP', 'How many of these backups are kept.', whole(1, 10_000).default(14)),
  backupPassphrase: setting(
    'BACKUP_PASSPHRASE',
    'Encrypts backups, and opens those it encrypted; at least 12 characters.',
    z.string().min(12, 'it has at least 12 characters').nullable().default(null),
    { secret: true },
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'trace, debug, info, warn, error or silent.',
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ),
} as const

export type Config = { readonly [K in keyof typeof settings]: z.output<(typeof settings)[K]['schema']> }

/** Everything that is wrong with the environment, said at once. */
export class BadConfiguration extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Reading the configuration from the environment: ${problems.join('; ')}`)
    this.problems = problems
  }
}

/** The configuration of an environment; blank variables count as unset. Throws BadConfiguration with every problem. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, { variable, schema, secret }] of Object.entries(settings)) {
    const text = environment[variable]?.trim()
    const result = (schema as z.ZodType).safeParse(text === '' ? undefined : text)
    if (result.success) values[name] = result.data
    else {
      const reasons = result.error.issues.map(issue => issue.message).join(', ')
      problems.push(`${variable} is ${secret ? 'not valid' : JSON.stringify(text)}: ${reasons}`)
    }
  }
  if (problems.length === 0 && (values.tlsCertFile === null) !== (values.tlsKeyFile === null))
    problems.push('TLS_CERT_FILE and TLS_KEY_FILE go together: only one of them is set')
  if (problems.length === 0 && (values.askModelPath === null) !== (values.askModelSha256 === null))
    problems.push(
      'ASK_MODEL_PATH and ASK_MODEL_SHA256 go together: only one of them is set; `npm run ask:model -- FILE` prints both',
    )
  if (problems.length === 0 && (values.oidcIssuer === null) !== (values.oidcClientId === null))
    problems.push('OIDC_ISSUER and OIDC_CLIENT_ID go together: only one of them is set')
  if (problems.length === 0 && values.oidcIssuer !== null && values.publicUrl === null && !isLoopback(values.host))
    problems.push('OIDC_ISSUER needs PUBLIC_URL, as the provider sends people back there: it is not set')
  if (problems.length > 0) throw new BadConfiguration(problems)
  return Object.freeze({ ...values, dataDir: resolve(String(values.dataDir)) }) as Config
}

/** The configuration of this process. The only reader of the environment. */
export const processConfig = (): Config => readConfig(process.env)

/** Whether the environment of this process says something about a setting. */
export const isSet = (name: keyof typeof settings): boolean =>
  (process.env[settings[name].variable]?.trim() ?? '') !== ''

/** What programs of the machine (pg_dump, pg_restore) need of the environment, and nothing of our settings. */
export const programEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'LC_ALL', 'SystemRoot'].flatMap(name => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

/** Where a configuration keeps its data. */
export const databaseLocation = (config: Pick<Config, 'databaseUrl' | 'dataDir'>) =>
  config.databaseUrl === null ? { file: join(config.dataDir, 'moat.sqlite') } : { url: config.databaseUrl }
