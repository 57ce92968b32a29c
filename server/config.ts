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
const mebibyte = 1024 * 1024

/** Every setting, in the order of `npm run config`. */
export const settings = {
  host: setting('HOST', 'Address to listen on. 0.0.0.0 listens on every network.', z.string().default('127.0.0.1')),
  port: setting('PORT', 'Port to listen on; 0 takes a free one.', whole(0, 65_535).default(4000)),
  dataDir: setting(
    'DATA_DIR',
    'Folder of the embedded database, the signing key and files on their way in.',
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
  rateLimitPerMinute: setting(
    'RATE_LIMIT_PER_MINUTE',
    'Requests a minute of one user, one API key or, signed out, one address; "off" for no limit.',
    orOff(whole(1)).default(100),
  ),
  graphqlMaxDepth: setting('GRAPHQL_MAX_DEPTH', 'Deepest nesting of a query.', whole(1).default(16)),
  graphqlMaxCost: setting(
    'GRAPHQL_MAX_COST',
    'Highest cost of a query: one for each field, times the rows asked for, variables included.',
    whole(1).default(250_000),
  ),
  graphqlMaxTokens: setting('GRAPHQL_MAX_TOKENS', 'Most tokens (words and signs) of a query.', whole(10).default(4000)),
  graphqlMaxAliases: setting('GRAPHQL_MAX_ALIASES', 'Most aliases in a query.', whole(0).default(60)),
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
  if (problems.length > 0) throw new BadConfiguration(problems)
  return Object.freeze({ ...values, dataDir: resolve(String(values.dataDir)) }) as Config
}

/** The configuration of this process. The only reader of the environment. */
export const processConfig = (): Config => readConfig(process.env)

/** Whether the environment of this process says something about a setting. */
export const isSet = (name: keyof typeof settings): boolean =>
  (process.env[settings[name].variable]?.trim() ?? '') !== ''

/** Where a configuration keeps its data. */
export const databaseLocation = (config: Pick<Config, 'databaseUrl' | 'dataDir'>) =>
  config.databaseUrl === null ? { file: join(config.dataDir, 'moat.sqlite') } : { url: config.databaseUrl }
