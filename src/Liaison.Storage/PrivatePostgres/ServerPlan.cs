namespace Liaison.Storage.PrivatePostgres;

/// <summary>With which programs, on which folder, as whom and how a server is run.</summary>
internal sealed record ServerPlan(PostgresBinaries Binaries, ClusterFolder Folder, ServerAccount Account, PrivatePostgresOptions Options)
{
    public TimeSpan StartLimit => Options.StartLimit;

    /// <summary>The words of a command, so that it runs as the server's account.</summary>
    public string[] AsAccount(params IEnumerable<string> words) => [.. Account.Before(ServerTools.Here()), .. words];

    public Task<Command> Run(params string[] words) => Command.Run(AsAccount(words));
}
