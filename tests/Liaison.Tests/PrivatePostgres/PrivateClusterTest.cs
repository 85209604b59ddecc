using System.Runtime.Versioning;
using Liaison.Storage.PrivatePostgres;
using Xunit;
using static Liaison.Tests.PrivatePostgres.ClusterCopies;

namespace Liaison.Tests.PrivatePostgres;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateClusterTest(ClusterCopies copies) : IClassFixture<ClusterCopies>
{
    [Fact]
    public async Task The_first_start_makes_a_cluster_that_is_durable_and_private()
    {
        var folder = copies.NewFolder();
        await using var cluster = await PrivateCluster.Start(new PrivatePostgresOptions { DataFolder = folder, SharedBuffersMegabytes = 32 });
        Assert.Equal(ClusterOrigin.Created, cluster.Origin);
        Assert.InRange(cluster.Major, 15, 99);
        var me = cluster.ConnectionString;
        Assert.Equal("liaison", await Ask<string>(me, "select pg_get_userbyid(datdba)::text from pg_database where datname = current_database()"));
        Assert.False(await Ask<bool>(me, "select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls from pg_roles where rolname = current_user"));
        foreach (var (setting, value) in new[]
        {
            ("listen_addresses", ""), ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"),
            ("server_encoding", "UTF8"), ("password_encryption", "scram-sha-256"), ("max_connections", "100"), ("shared_buffers", "32MB"),
        })
            Assert.Equal((setting, value), (setting, await Ask<string>(me, $"show {setting}")));
        Assert.Equal("C", await Ask<string>(me, "select datcollate::text from pg_database where datname = current_database()"));
        var open = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(folder, "postgres")))
            Assert.Equal((path, UnixFileMode.None), (path, File.GetUnixFileMode(path) & open));
    }

    [Fact]
    public async Task A_restart_keeps_what_was_written()
    {
        var options = await copies.Copy();
        await using (var first = await PrivateCluster.Start(options))
        {
            Assert.Equal(ClusterOrigin.Started, first.Origin);
            await Ask<object>(first.ConnectionString, "insert into kept values (8)");
        }
        Assert.False(File.Exists(Path.Combine(options.DataFolder, "postgres/cluster/postmaster.pid")));
        await using var second = await PrivateCluster.Start(options);
        Assert.Equal(15L, await Ask<long>(second.ConnectionString, "select sum(number) from kept"));
    }

    [Fact]
    public async Task A_server_that_outlived_its_killed_hub_is_adopted()
    {
        var options = await copies.Copy();
        using var hub = await HubProcess.Start(options.DataFolder, serverOutlivesHub: true);
        await hub.Kill();
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(ClusterOrigin.Adopted, cluster.Origin);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
        await cluster.DisposeAsync();
        Assert.False(File.Exists(Path.Combine(options.DataFolder, "postgres/cluster/postmaster.pid")), "an adopted server is stopped like our own");
    }

    [Fact]
    public async Task A_killed_hub_takes_its_server_along_and_the_next_hub_starts_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells a child that its parent died");
        var options = await copies.Copy();
        using var hub = await HubProcess.Start(options.DataFolder);
        await hub.Kill();
        await UntilGone(Path.Combine(options.DataFolder, "postgres/cluster/postmaster.pid"));
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(ClusterOrigin.Started, cluster.Origin);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task Where_a_server_cannot_be_tied_to_its_hub_it_is_started_all_the_same_and_adopted_by_the_next_hub()
    {
        var options = await copies.Copy();
        var tools = Directory.CreateDirectory(copies.NewFolder());
        foreach (var tool in new[] { "runuser", "chown", "stat", "test", "sh" })
            File.CreateSymbolicLink(Path.Combine(tools.FullName, tool), (await Run("bash", "-c", $"type -P {tool}")).Trim());
        using var hub = await HubProcess.Start(options.DataFolder, path: tools.FullName);
        await hub.Kill();
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(ClusterOrigin.Adopted, cluster.Origin);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task A_pid_file_whose_process_is_gone_is_no_obstacle()
    {
        var options = await copies.Copy();
        await WritePidFile(options, int.MaxValue);
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(ClusterOrigin.Started, cluster.Origin);
    }

    [Fact]
    public async Task A_pid_file_whose_number_now_belongs_to_another_program_is_no_obstacle()
    {
        var options = await copies.Copy();
        await WritePidFile(options, Environment.ProcessId);
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(ClusterOrigin.Started, cluster.Origin);
    }

    [Fact]
    public async Task A_second_hub_on_the_same_folder_is_told_who_uses_it()
    {
        var options = await copies.Copy();
        await using var first = await PrivateCluster.Start(options);
        var refused = await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivateCluster.Start(options));
        Assert.Contains(options.DataFolder, refused.Message, StringComparison.Ordinal);
        Assert.Contains($"in use: another hub (process {Environment.ProcessId})", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_hub_told_to_share_uses_the_server_and_takes_over_when_the_first_goes()
    {
        var options = await copies.Copy();
        var first = await PrivateCluster.Start(options);
        var tookOver = new TaskCompletionSource();
        await using var second = await PrivateCluster.Start(options with { Share = true, Notice = OnceItRunsAgain(tookOver) });
        Assert.Equal((ClusterOrigin.Shared, first.ServerPid), (second.Origin, second.ServerPid));
        await first.DisposeAsync();
        await tookOver.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(ClusterOrigin.Started, second.Origin);
        Assert.Equal(7, await Ask<int>(second.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task A_server_that_dies_under_a_running_hub_is_started_again()
    {
        var options = await copies.Copy();
        var again = new TaskCompletionSource();
        await using var cluster = await PrivateCluster.Start(options with { Notice = OnceItRunsAgain(again) });
        await Ask<object>(cluster.ConnectionString, "insert into kept values (8)");
        var killed = cluster.ServerPid;
        await Run("kill", "-9", $"{killed}");
        await again.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.NotEqual(killed, cluster.ServerPid);
        Assert.Equal(15L, await Ask<long>(cluster.ConnectionString, "select sum(number) from kept"));
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_gets_a_short_folder_for_it()
    {
        var options = await copies.Copy("-" + new string('x', 120));
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Contains("/liaison-", cluster.ConnectionString, StringComparison.Ordinal);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task A_path_with_blanks_and_accents_works()
    {
        var options = await copies.Copy(" d'été, \"zażółć\"");
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task Without_sockets_the_server_listens_on_a_loopback_port_and_asks_for_the_password()
    {
        await using var cluster = await PrivateCluster.Start(await copies.Copy() with { Loopback = true });
        Assert.Contains("Host=127.0.0.1", cluster.ConnectionString, StringComparison.Ordinal);
        Assert.Equal("127.0.0.1", await Ask<string>(cluster.ConnectionString, "show listen_addresses"));
        var guess = new Npgsql.NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guess" }.ConnectionString;
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Ask<int>(guess, "select 1"));
        Assert.Equal("28P01", refused.SqlState);
    }

    private static Action<string> OnceItRunsAgain(TaskCompletionSource done) => said =>
    {
        if (said.Contains("runs again", StringComparison.Ordinal)) done.TrySetResult();
    };

    private static async Task WritePidFile(PrivatePostgresOptions options, int pid)
    {
        var data = Path.Combine(options.DataFolder, "postgres/cluster");
        string[] lines = [$"{pid}", data, "1700000000", "5432", $"{options.DataFolder}/postgres/socket", "", "  1234567   12345", "ready   "];
        await File.WriteAllLinesAsync(Path.Combine(data, "postmaster.pid"), lines);
    }

    /// <summary>Asks again and again; gives up, and fails, after a minute.</summary>
    private static async Task UntilGone(string file)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (File.Exists(file)) await Task.Delay(20, patience.Token);
    }
}
