using Liaison.Core.Connecting;
using Liaison.Hub.Connecting;

namespace Liaison.Hub.Api.Cases;

/// <summary>Where people see a record in the other system.</summary>
public sealed class RecordUrls(ConnectorPool pool, ConnectorCatalog catalog)
{
    /// <summary>Null when the connector knows no such address, or cannot be opened as it is configured.</summary>
    public string? Of(Connection? connection, string recordType, string? record)
    {
        if (connection is null || record is null || !catalog.Can<IRecordUrl>(connection.Kind))
        {
            return null;
        }
        try
        {
            using var lease = pool.Take(connection);
            return (lease.Connector as IRecordUrl)?.UrlOf(recordType, record);
        }
        catch (InvalidOperationException)
        {
            // Settings half filled in: a list must show all the same.
            return null;
        }
    }
}
