/**
 * Ends a run of Jest after the first test file in which a test fails, and prints the name of that test: for a mutant that is
 * all there is to know. (Jest's own `--bail` may end before a report is written.)
 */
module.exports = class FirstFailure {
  onTestResult(_test, { testFilePath, testResults, testExecError, failureMessage }) {
    const failed = testResults.find((result) => result.status === 'failed');
    if (!failed && !testExecError) return;
    const file = /([^/\\]+)\.spec\.ts$/.exec(testFilePath)?.[1];
    const what = failed?.fullName ?? failureMessage?.trim().split('\n')[0];
    process.stdout.write(`${file}: ${what}\n`);
    process.exit(1);
  }
};
