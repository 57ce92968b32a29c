import { readFileSync } from 'node:fs'

/** Of this product, as its package says. */
export const productVersion = (): string => {
  const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  return version
}
