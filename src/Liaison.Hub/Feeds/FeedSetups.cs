using System.Runtime.CompilerServices;
using System.Text.Json;
using Liaison.Core.Connecting;
using Liaison.Hub.Connecting;

namespace Liaison.Hub.Feeds;

/// <summary>Tells what each connection asks to be fed with. Looked at for each fact that comes in, so the answer is kept for as long as the connection stands as it is.</summary>
public sealed class FeedSetups(ConnectorCatalog connectors)
{
    private readonly ConditionalWeakTable<Connection, FeedSwitches> known = [];

    /// <returns>Nothing at all for a connection that is switched off, or whose system is not fed.</returns>
    public FeedSwitches Of(Connection connection) => known.GetValue(connection, Read);

    private FeedSwitches Read(Connection connection)
    {
        if (!connection.Enabled || connectors.Find(connection.Kind) is not { Feed: { } feed } declaration)
        {
            return FeedSwitches.None;
        }
        using var document = JsonDocument.Parse(connection.Settings);
        return SettingsForm.Read(declaration, document.RootElement).Settings is { } settings ? feed(settings) : FeedSwitches.None;
    }
}
