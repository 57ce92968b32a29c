import { BadConfiguration, processConfig, settings } from '../config.ts'

/** `npm run config`: every setting with what it is now and what it does. */
try {
  const config = processConfig()
  const shown = (name: keyof typeof settings): string => {
    const value = config[name]
    const setting = settings[name]
    if (value === null) return setting.schema.safeParse('off').success ? 'off' : 'unset'
    if ('secret' in setting && setting.secret) return '[set, hidden]'
    return Array.isArray(value)
      ? value.join(',') || 'none'
      : value === true
        ? 'on'
        : value === false
          ? 'off'
          : String(value)
  }
  const rows = (Object.keys(settings) as (keyof typeof settings)[]).map(name => [
    settings[name].variable,
    shown(name),
    settings[name].description,
  ])
  const width = (column: number) => Math.max(...rows.map(row => row[column]?.length ?? 0))
  const [first, second] = [width(0), width(1)]
  for (const [variable = '', value = '', description = ''] of rows)
    console.log(`${variable.padEnd(first)}  ${value.padEnd(second)}  ${description}`)
} catch (error) {
  if (!(error instanceof BadConfiguration)) throw error
  for (const problem of error.problems) console.error(problem)
  process.exitCode = 1
}
