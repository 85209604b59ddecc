using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;

namespace Liaison.Connectors.Confirm;

/// <summary>An Enquiry of an answer or a push, as values by field name.</summary>
internal static class EnquiryValues
{
    /// <summary>Null when there is no enquiry with a number in the answer, whatever else it holds.</summary>
    public static Written? Written(SoapNode answer, ConfirmTimes times, string? note = null)
    {
        if (answer.First("Enquiry") is not { } enquiry || enquiry["EnquiryNumber"] is not { } number)
        {
            return null;
        }
        // An update's answer may be the mere receipt: number and log number. Only the whole enquiry spares a reading.
        var whole = enquiry["ServiceCode"] is not null && enquiry["EnquiryStatusCode"] is not null;
        return new Written(number, enquiry["EnquiryLogNumber"], whole ? Of(enquiry, times) : null, note);
    }

    public static Dictionary<string, string> Of(SoapNode enquiry, ConfirmTimes times)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Scalars(enquiry, values, times);
        foreach (var customer in enquiry.All("EnquiryCustomer"))
        {
            Scalars(customer, values, times);
        }
        foreach (var attribute in enquiry.All("EnquiryAttribute"))
        {
            var value = attribute[EnquiryAttribute.Pick] ?? attribute[EnquiryAttribute.Date] ?? attribute[EnquiryAttribute.Text];
            if (attribute["EnqAttribTypeCode"] is { } code && value is not null)
            {
                values[ConfirmFields.AttributePrefix + code] = value;
            }
        }
        return values;
    }

    public static void Scalars(SoapNode from, Dictionary<string, string> into, ConfirmTimes times)
    {
        foreach (var child in from.Scalars)
        {
            if (child.Text is not null)
            {
                into.TryAdd(child.Name, ConfirmFields.ByName.GetValueOrDefault(child.Name)?.Type == "dateTime" ? times.Normalise(child.Text) : child.Text);
            }
        }
    }
}
