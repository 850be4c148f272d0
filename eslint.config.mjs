import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'coverage', '.data', 'node_modules'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // every query knows who asks: only src/db holds a connection
    files: ['src/**'],
    ignores: ['src/db/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'typeorm', importNames: ['DataSource'], message: 'Take a Tx.' },
            {
              name: '@nestjs/typeorm',
              importNames: ['InjectDataSource', 'InjectRepository'],
              message: 'Take a Tx.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.property.name='transaction']", message: 'Only src/db opens one.' },
      ],
    },
  },
  { files: ['bin/**', 'bench/**', 'src/walkthrough/**'], rules: { 'no-console': 'off' } },
);
