import { createRequire, registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const source = fileURLToPath(new URL('functions.ts', import.meta.url))

/**
 * The text of functions.json, made of the JSDoc of `functions.ts`. Throws what is wrong there: Microsoft's tool lists it
 * beside half a result, and its command ends as if nothing were.
 */
export async function functionsMetadata(file: string = source): Promise<string> {
  const { generateCustomFunctionsMetadata } = await metadataTool()
  const { errors, metadataJson, associate } = await generateCustomFunctionsMetadata([file])
  if (errors.length > 0) throw new Error(`Reading the JSDoc of ${file}: ${errors.join('; ')}`)
  if (associate.length === 0) throw new Error(`Reading the JSDoc of ${file}: no function has @customfunction`)
  return metadataJson
}

/** The tool asks for TypeScript's JavaScript interface, which TypeScript 7 does not have; it is given an earlier one. */
async function metadataTool() {
  const require = createRequire(import.meta.url)
  const parser = pathToFileURL(require.resolve('@ts-morph/common/dist/typescript.js')).href
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'typescript' && context.parentURL?.includes('custom-functions-metadata')
        ? { url: parser, shortCircuit: true }
        : next(specifier, context),
  })
  try {
    return await import('custom-functions-metadata')
  } finally {
    hooks.deregister()
  }
}
