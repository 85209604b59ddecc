using Liaison.Core.DynamicData;
using Liaison.Hub.Road;
using Liaison.Storage.Configuration;
using Connection = Liaison.Core.Connecting.Connection;

namespace Liaison.Hub.Lookups;

/// <summary>Which fields of a record agents are shown, as dynamic data says, and no more than its limits allow.</summary>
public sealed class ShownFields(RecordTypes recordTypes)
{
    /// <returns>Null when dynamic data says nothing of the type.</returns>
    public IReadOnlyList<string>? Of(TenantSetup setup, Connection connection, string recordType) =>
        setup.DynamicData.GetValueOrDefault(connection.Id.Value)?.FieldsOf(recordType) is { } fields ? LimitsOf(setup, connection.Id.Value).Fit(fields, recordTypes.Known(connection, recordType)) : null;

    /// <summary>How many fields of this connection's records are shown.</summary>
    public static DynamicDataLimits LimitsOf(TenantSetup setup, string connection) => setup.DynamicData.GetValueOrDefault(connection)?.Limits ?? setup.Desk.DynamicData;
}
