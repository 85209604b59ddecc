using System.Runtime.Versioning;
using Liaison.Storage.PrivatePostgres;
using Xunit;
using static Liaison.Tests.PrivatePostgres.ClusterCopies;

namespace Liaison.Tests.PrivatePostgres;

[UnsupportedOSPlatform("windows")]
public sealed class PrivateClusterFailureTest(ClusterCopies copies) : IClassFixture<ClusterCopies>
{
    private const UnixFileMode Program = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    [Fact]
    public async Task A_folder_made_by_another_major_version_is_refused_with_both_versions_named()
    {
        var options = await copies.Copy();
        await File.WriteAllTextAsync(Path.Combine(options.DataFolder, "postgres/cluster/PG_VERSION"), "9\n");
        var refused = await Refused(options);
        Assert.Contains("made by PostgreSQL 9", refused, StringComparison.Ordinal);
        Assert.Contains("found: ", refused, StringComparison.Ordinal);
        Assert.Contains("pg_dump", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_server_is_installed_the_message_says_how_to_get_one()
    {
        var empty = Directory.CreateDirectory(copies.NewFolder());
        var refused = await Refused(new PrivatePostgresOptions { DataFolder = copies.NewFolder(), Binaries = empty.FullName });
        Assert.Contains("none was found", refused, StringComparison.Ordinal);
        Assert.Contains("Install it", refused, StringComparison.Ordinal);
        Assert.Contains("connection string", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'not really a server'", "none was found")]
    [InlineData("exit 1", "none was found")]
    [InlineData("echo 'postgres (PostgreSQL) 12.9'", "found: 12 in")]
    public async Task A_program_that_only_bears_the_name_is_not_taken_for_a_server(string script, string because)
    {
        var fakes = Directory.CreateDirectory(copies.NewFolder());
        foreach (var name in new[] { "postgres", "initdb", "pg_ctl" })
        {
            var path = Path.Combine(fakes.FullName, name);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\n{script}\n");
            File.SetUnixFileMode(path, Program);
        }
        var refused = await Refused(new PrivatePostgresOptions { DataFolder = copies.NewFolder(), Binaries = fakes.FullName });
        Assert.Contains(because, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_to_the_programs_are_followed_to_their_home()
    {
        var original = await copies.Copy();
        string real;
        await using (var cluster = await PrivateCluster.Start(original))
            real = Path.GetDirectoryName((await File.ReadAllTextAsync($"/proc/{cluster.ServerPid}/cmdline")).Split('\0')[0])!;
        var links = Directory.CreateDirectory(copies.NewFolder());
        File.CreateSymbolicLink(Path.Combine(links.FullName, "postgres"), Path.Combine(real, "postgres"));
        await using var linked = await PrivateCluster.Start(original with { Binaries = links.FullName });
        Assert.Equal(7, await Ask<int>(linked.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task A_server_that_cannot_start_is_explained_by_the_end_of_its_log()
    {
        var refused = await Refused(await copies.Copy() with { SharedBuffersMegabytes = -1 });
        Assert.Contains("ended as soon as it was started", refused, StringComparison.Ordinal);
        Assert.Contains("shared_buffers", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_start_leaves_the_folder_free_for_the_next_one()
    {
        var options = await copies.Copy();
        await Refused(options with { SharedBuffersMegabytes = -1 });
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_is_done_again_from_the_beginning()
    {
        var folder = copies.NewFolder();
        var unfinished = Directory.CreateDirectory(Path.Combine(folder, "postgres/cluster.unfinished"));
        await File.WriteAllTextAsync(Path.Combine(unfinished.FullName, "PG_VERSION"), "15\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "postgres/superuser.password"), "of the first try");
        await using var cluster = await PrivateCluster.Start(new PrivatePostgresOptions { DataFolder = folder, SharedBuffersMegabytes = 32 });
        Assert.Equal(ClusterOrigin.Created, cluster.Origin);
        Assert.False(unfinished.Exists && Directory.Exists(unfinished.FullName));
    }

    [Fact]
    public async Task A_lost_role_password_is_made_anew_and_a_lost_superuser_password_is_explained()
    {
        var options = await copies.Copy();
        File.Delete(Path.Combine(options.DataFolder, "postgres/liaison.password"));
        await using (var cluster = await PrivateCluster.Start(options))
            Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
        File.Delete(Path.Combine(options.DataFolder, "postgres/superuser.password"));
        Assert.Contains("superuser.password", await Refused(options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_superuser_password_is_explained_and_no_server_stays_behind()
    {
        var options = await copies.Copy();
        await File.WriteAllTextAsync(Path.Combine(options.DataFolder, "postgres/superuser.password"), "something else");
        Assert.Contains("refuses the password", await Refused(options), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(options.DataFolder, "postgres/cluster/postmaster.pid")));
    }

    [Fact]
    public async Task Started_as_root_the_server_runs_as_another_account()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "needs root");
        await using var cluster = await PrivateCluster.Start(await copies.Copy());
        var status = await File.ReadAllLinesAsync($"/proc/{cluster.ServerPid}/status");
        Assert.DoesNotContain("0", status.Single(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1..]);
        Assert.Equal("CapEff:\t0000000000000000", status.Single(line => line.StartsWith("CapEff:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cluster_restored_by_root_is_given_to_the_servers_account()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "needs root");
        var options = await copies.Copy();
        await Run("chown", "-R", "0:0", options.DataFolder);
        await using var cluster = await PrivateCluster.Start(options);
        Assert.Equal(7, await Ask<int>(cluster.ConnectionString, "select number from kept"));
    }

    [Fact]
    public async Task A_parent_folder_that_is_closed_to_the_servers_account_is_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "needs root");
        var closed = copies.NewFolder();
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var refused = await Refused(new PrivatePostgresOptions { DataFolder = Path.Combine(closed, "deeper/data") });
        Assert.Contains($"may not pass through the folder {closed} to reach", refused, StringComparison.Ordinal);
        Assert.Contains($"chmod o+x {closed}", refused, StringComparison.Ordinal);
    }

    private static async Task<string> Refused(PrivatePostgresOptions options) =>
        (await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivateCluster.Start(options))).Message;
}
