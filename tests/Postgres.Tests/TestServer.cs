using System.Runtime.Versioning;
using OrleansSms.TestKit;

[assembly: AssemblyFixture(typeof(QuickPostgresServer))]
[assembly: UnsupportedOSPlatform("windows")]
