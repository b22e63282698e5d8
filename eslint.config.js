// What the extension's code may not do: write HTML, reach for chrome.* outside its one place, and the usual slips.
import js from '@eslint/js';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import globals from 'globals';

const HTML = ['innerHTML', 'outerHTML', 'srcdoc'];
const HTML_CALLS = ['insertAdjacentHTML', 'createContextualFragment', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'setHTML'];
const browserApi = (name) => ({ name, message: 'Only shared/browser.js touches the browser API.' });

export default [
  { ignores: ['node_modules/**', '.venv/**'] },
  js.configs.recommended,
  noUnsanitized.configs.recommended,
  {
    files: ['extension/**/*.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: { ...globals.browser } },
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'all' }],
      'max-lines': ['error', 400],
      'max-len': [
        'error',
        { code: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreComments: true },
      ],
      'no-restricted-globals': ['error', browserApi('chrome'), browserApi('browser')],
      'no-restricted-properties': [
        'error',
        ...HTML.map((property) => ({ property, message: 'Use textContent (shared/dom.js).' })),
      ],
      'no-restricted-syntax': [
        'error',
        ...HTML_CALLS.map((name) => ({
          selector: `CallExpression[callee.property.name="${name}"]`,
          message: 'Use textContent (shared/dom.js).',
        })),
        {
          selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^write/]',
          message: 'Use textContent (shared/dom.js).',
        },
        { selector: 'NewExpression[callee.name="DOMParser"]', message: 'The extension never parses HTML.' },
        { selector: 'ImportExpression', message: 'Service workers have no dynamic import.' },
      ],
    },
  },
  {
    // Classic scripts that run in pages: they have the little of chrome.* that pages get, and share one object.
    files: ['extension/content/**/*.js'],
    languageOptions: { sourceType: 'script', globals: { chrome: 'readonly', paperRadar: 'writable' } },
    rules: { 'no-restricted-globals': 'off', 'no-redeclare': 'off' },
  },
  {
    files: ['extension/shared/browser.js'],
    languageOptions: { globals: { chrome: 'readonly' } },
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // Nothing that runs in a page may call the service.
    files: ['extension/content/**/*.js'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'chrome', property: 'storage', message: 'Pages never see the token.' },
        ...HTML.map((property) => ({ property, message: 'Use textContent.' })),
      ],
    },
  },
  {
    files: ['tests/extension/**/*.js', 'eslint.config.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: { ...globals.node, ...globals.browser } },
    // Tests put hostile and recorded HTML into a document of their own.
    rules: {
      'no-unsanitized/method': 'off',
      'no-unsanitized/property': 'off',
      'no-unused-vars': ['error', { varsIgnorePattern: '^_$', argsIgnorePattern: '^_$' }],
    },
  },
];
