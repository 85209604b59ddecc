using Npgsql;
using Xunit;

namespace Liaison.Tests.PrivatePostgres;

public sealed class PostgresFixtureTest(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_test_gets_an_empty_database_of_its_own()
    {
        var (one, other) = (await postgres.CreateDatabase(), await postgres.CreateDatabase());
        await Run(one, "create table here (id int)");
        Assert.True(await Run<bool>(one, "select to_regclass('here') is not null"));
        Assert.False(await Run<bool>(other, "select to_regclass('here') is not null"));
    }

    [Fact]
    public async Task A_template_is_prepared_once_and_copied()
    {
        var prepared = 0;
        Task Prepare(string database)
        {
            prepared++;
            return Run(database, "create table made (id int); insert into made values (7)");
        }
        var one = await postgres.CreateDatabase(await postgres.Template("fixture", Prepare));
        var other = await postgres.CreateDatabase(await postgres.Template("fixture", Prepare));
        await Run(one, "delete from made");
        Assert.Equal(7, await Run<int>(other, "select id from made"));
        Assert.Equal(1, prepared);
    }

    private static Task<object> Run(string database, string sql) => Run<object>(database, sql);

    private static async Task<T> Run<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
