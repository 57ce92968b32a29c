/** The text of one operation with the types of what it takes and answers. `npm run print` writes them from `*.graphql`. */
export type Operation<Result, Variables> = string & { readonly of?: (variables: Variables) => Result }
