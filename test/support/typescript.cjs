/**
 * Lets `node -r` run TypeScript files of this project, as the tests do, for processes that a test must be able to
 * kill. Not for the server, which runs what was built.
 */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- `node -r` loads nothing but CommonJS
const { transformFileSync } = require('@swc/core');

require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file).code, file);
