using OrleansSms.TestKit;

[assembly: AssemblyFixture(typeof(QuickPostgresServer))]
