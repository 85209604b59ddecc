using System.Diagnostics.CodeAnalysis;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Http;

/// <summary>Takes an outcome apart: the value, or the fault.</summary>
internal static class OutcomeParts
{
    public static bool Failed<T>(this Outcome<T> outcome, [NotNullWhen(true)] out Fault? fault, [NotNullWhen(false)] out T? value)
    {
        fault = (outcome as Outcome<T>.Failure)?.Fault;
        value = outcome is Outcome<T>.Success success ? success.Value : default;
        return fault is not null;
    }
}
