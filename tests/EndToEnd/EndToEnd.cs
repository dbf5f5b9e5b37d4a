using System.Runtime.Versioning;
using OrleansSms.EndToEnd.Stage;

[assembly: AssemblyFixture(typeof(SharedInstallation))]
[assembly: AssemblyFixture(typeof(Browser))]
// Each busy test has processes of its own beside it.
[assembly: Xunit.v3.Parallelization(MaxThreads = 3)]
[assembly: UnsupportedOSPlatform("windows")]
